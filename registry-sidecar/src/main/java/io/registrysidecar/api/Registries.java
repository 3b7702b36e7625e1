package io.registrysidecar.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The registries that are looked after, by their configured names. */
public final class Registries {

  private final Map<String, String> hosts;

  /**
   * Knows these registries.
   *
   * @param hosts configured name → host and port as references write it
   */
  public Registries(Map<String, String> hosts) {
    this.hosts = new TreeMap<>(hosts);
  }

  /** Checks the name that a parameter has, if it is there. */
  @Nullable String known(@Nullable String name) throws Problem {
    if (name != null && !hosts.containsKey(name)) {
      throw Problem.badRequest(
          "unknown-registry",
          "registry="
              + name
              + " is not configured; configured: "
              + String.join(", ", hosts.keySet()));
    }
    return name;
  }

  /** The one that is named, or all. */
  List<String> namedOrAll(@Nullable String name) throws Problem {
    String one = known(name);
    return one == null ? List.copyOf(hosts.keySet()) : List.of(one);
  }

  /** The configured name of the registry at {@code host}. */
  Optional<String> at(String host) {
    return hosts.entrySet().stream()
        .filter(entry -> entry.getValue().equals(host))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The hosts, for messages. */
  String list() {
    return String.join(", ", hosts.values());
  }
}
