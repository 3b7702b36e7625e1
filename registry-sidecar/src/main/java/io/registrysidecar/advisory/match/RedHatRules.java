package io.registrysidecar.advisory.match;

import io.registrysidecar.inventory.Component;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Red Hat's advisories are about products, by the last parts of their CPE names. An image that
 * lists the repositories that it was built from is asked about exactly these, so streams with
 * extended support meet their own fixes only; without a list, its packages are taken to be from
 * those that every subscription has.
 */
final class RedHatRules extends RpmRules {

  private static final Pattern MAJOR =
      Pattern.compile("^(?:enterprise_linux|rhel_[a-z0-9]+):(\\d+)");

  RedHatRules() {
    super(Named.BOTH, "red hat", "centos", "scientific linux");
  }

  @Override
  public List<String> ecosystems(Component component) {
    String release = component.release();
    if (release == null) {
      return List.of(component.ecosystem());
    }
    if (release.contains("::")) {
      return ofProducts(component.ecosystem(), release);
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

  /** Besides the products themselves, what is said of the whole release. */
  private static List<String> ofProducts(String ecosystem, String products) {
    Set<String> asked = new LinkedHashSet<>();
    Set<String> releases = new LinkedHashSet<>();
    for (String product : products.split(",")) {
      asked.add(ecosystem + ":" + product);
      Matcher major = MAJOR.matcher(product);
      if (major.find()) {
        releases.add(ecosystem + ":enterprise_linux:" + major.group(1));
      }
    }
    asked.addAll(releases);
    return List.copyOf(asked);
  }
}
