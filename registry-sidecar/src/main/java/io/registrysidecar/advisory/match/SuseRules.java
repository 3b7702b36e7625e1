package io.registrysidecar.advisory.match;

import io.registrysidecar.inventory.Component;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * SUSE's advisories are about products. A server has packages of any module of its service pack,
 * and those that are looked after for longer have the same origin: a container has the packages of
 * modules without the files that name them. Products that are installed besides follow a release,
 * after commas.
 */
final class SuseRules extends RpmRules {

  private static final String ENTERPRISE = "Linux Enterprise ";

  private static final List<String> MODULES =
      List.of(
          "Module for Basesystem %s",
          "Module for Server Applications %s",
          "Module for Containers %s",
          "Module for Desktop Applications %s",
          "Module for Development Tools %s",
          "Module for HPC %s",
          "Module for Legacy %s",
          "Module for Public Cloud %s",
          "Module for Python 3 %s",
          "Module for SAP Applications %s",
          "Module for Transactional Server %s",
          "Module for Web and Scripting %s",
          "Module for Package Hub %s",
          "Server %s",
          "Server %s-LTSS");

  private static final List<String> PRODUCTS =
      List.of(
          "Server %s",
          "Server %s-LTSS",
          "Server LTSS Extended Security %s",
          "Software Development Kit %s",
          "Workstation Extension %s");

  /** The modules of version 12 are the same for all of its service packs. */
  private static final List<String> MODULES_OF_12 =
      List.of(
          "Module for Advanced Systems Management 12",
          "Module for Containers 12",
          "Module for HPC 12",
          "Module for Legacy 12",
          "Module for Public Cloud 12",
          "Module for Toolchain 12",
          "Module for Web and Scripting 12");

  SuseRules() {
    super(Named.BOTH, "suse");
  }

  @Override
  public List<String> ecosystems(Component component) {
    String base = component.ecosystem() + ":";
    String release = component.release();
    if (release == null) {
      return List.of(component.ecosystem());
    }
    int comma = release.indexOf(',');
    Set<String> asked =
        new LinkedHashSet<>(ofSystem(base, comma < 0 ? release : release.substring(0, comma)));
    if (comma > 0) {
      for (String product : release.substring(comma + 1).split(",")) {
        asked.add(base + product);
      }
    }
    return List.copyOf(asked);
  }

  private static List<String> ofSystem(String base, String release) {
    if (release.startsWith("Leap ")) {
      return List.of(base + release, base + release + " NonFree");
    }
    if (release.equals("Tumbleweed")) {
      return List.of(base + release);
    }
    if (release.startsWith("Micro ")) {
      return List.of(base + ENTERPRISE + release);
    }
    Stream<String> products =
        (release.startsWith("15") ? MODULES : PRODUCTS)
            .stream().map(product -> product.formatted(release));
    return Stream.concat(products, release.startsWith("12") ? MODULES_OF_12.stream() : Stream.of())
        .map(product -> base + ENTERPRISE + product)
        .toList();
  }
}
