package io.registrysidecar.config;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds mistyped environment variables. Variables that begin with {@code SIDECAR_} are ours, but
 * for those of the launcher and those that Kubernetes adds for a service called "sidecar"; others
 * are of interest only when they nearly have one of our names.
 */
final class EnvironmentNames {

  private static final Pattern NOT_CONFIGURATION =
      Pattern.compile(
          "SIDECAR_(JAVA(_.*)?|AOT|BUILD)|[A-Z_]+_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT(_\\d+_(TCP|UDP)(_.*)?)?)");

  private EnvironmentNames() {}

  static void check(Set<String> environment, Problems problems) {
    Set<String> ours = names();
    Set<String> globals =
        ours.stream().filter(n -> n.startsWith(Keys.PREFIX)).collect(Collectors.toSet());
    for (String name : environment) {
      if (name.startsWith(Keys.PREFIX)
          && !ours.contains(name)
          && !NOT_CONFIGURATION.matcher(name).matches()) {
        problems.add(
            name
                + ": unknown environment variable; "
                + NearestName.of(name, globals)
                    .map(near -> "did you mean " + near + "?")
                    .orElse("unset it; docs/configuration.md lists all"));
      }
    }
  }

  private static Set<String> names() {
    Set<String> names =
        new HashSet<>(Set.of(Keys.CONFIG_VARIABLE, SigningSettings.PASSWORD, SigningSettings.PIN));
    Stream.concat(Keys.everything().stream(), RegistryKeys.ALL.stream())
        .forEach(key -> {
          names.add(key.environment());
          key.secretEnvironment().ifPresent(names::add);
        });
    return names;
  }
}
