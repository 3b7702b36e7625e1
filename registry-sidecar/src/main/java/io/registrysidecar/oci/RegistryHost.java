package io.registrysidecar.oci;

import java.util.Locale;
import java.util.Set;

/** The names of one registry that stand for the same thing. */
public final class RegistryHost {

  /** How references write Docker Hub. */
  public static final String DOCKER_HUB = "docker.io";

  private static final String DOCKER_HUB_API = "registry-1.docker.io";
  private static final Set<String> DOCKER_HUB_ALIASES =
      Set.of(DOCKER_HUB, DOCKER_HUB_API, "index.docker.io", "registry.hub.docker.com");

  private RegistryHost() {}

  /** The name that references use: lower case, and one name for all aliases of Docker Hub. */
  public static String canonical(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return DOCKER_HUB_ALIASES.contains(lower) ? DOCKER_HUB : lower;
  }

  /** The name under which the registry's API answers. */
  public static String api(String host) {
    String canonical = canonical(host);
    return canonical.equals(DOCKER_HUB) ? DOCKER_HUB_API : canonical;
  }
}
