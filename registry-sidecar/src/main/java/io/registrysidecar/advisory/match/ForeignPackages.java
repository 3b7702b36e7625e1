package io.registrysidecar.advisory.match;

import io.registrysidecar.inventory.Component;
import java.util.List;
import java.util.Locale;

/**
 * Packages in a distribution's format that others built, with versions of their own: the
 * distribution's advisories would be wrong about them either way. Known by their builders, since
 * distributions have too many maintainers to list.
 */
final class ForeignPackages {

  /** Parts of the {@code Maintainer} field of widely used third-party repositories. */
  private static final List<String> BUILDERS =
      List.of(
          "@nodesource.com",
          "<support@docker.com>",
          "<chromium-packagers@google.com>",
          "<chrome-linux@google.com>",
          "<mysql-build@oss.oracle.com>",
          "<maria-developers@lists.launchpad.net>",
          "<developers@lists.mariadb.org>",
          "<nginx-packaging@f5.com>",
          "<nginx-packaging@nginx.com>",
          "<hello@hashicorp.com>",
          "<info@elastic.co>",
          "<contact@grafana.com>",
          "<packaging@mongodb.com>",
          "<opensource@github.com>",
          "@microsoft.com",
          "<cudatools@nvidia.com>",
          "kubernetes authors");

  /** Parts of versions that only third-party repositories use. */
  private static final List<String> VERSIONS = List.of(".pgdg", ".remi", "nodesource", "~1.gbp");

  private ForeignPackages() {}

  static boolean includes(Component component) {
    String maintainer =
        component.maintainer() == null ? "" : component.maintainer().toLowerCase(Locale.ROOT);
    return BUILDERS.stream().anyMatch(maintainer::contains)
        || VERSIONS.stream().anyMatch(component.version()::contains);
  }
}
