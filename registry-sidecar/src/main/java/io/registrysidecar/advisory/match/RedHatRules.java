package io.registrysidecar.advisory.match;

import io.registrysidecar.inventory.Component;
import java.util.List;
import java.util.stream.Stream;

/**
 * Red Hat's advisories are about products, by the last parts of their CPE names. Without a list of
 * the repositories that an image was built from, its packages are taken to be from those that every
 * subscription has. Streams with extended support have fixes of their own, which are not compared.
 */
final class RedHatRules extends RpmRules {

  RedHatRules() {
    super(Named.BOTH, "red hat", "centos", "scientific linux");
  }

  @Override
  public List<String> ecosystems(Component component) {
    String release = component.release();
    if (release == null) {
      return List.of(component.ecosystem());
    }
    List<String> repositories =
        release.length() == 1 && release.charAt(0) < '8'
            ? List.of("server", "workstation")
            : List.of("baseos", "appstream", "crb");
    String product = component.ecosystem() + ":enterprise_linux:" + release;
    return Stream.concat(
            repositories.stream().map(repository -> product + "::" + repository),
            Stream.of(product))
        .toList();
  }
}
