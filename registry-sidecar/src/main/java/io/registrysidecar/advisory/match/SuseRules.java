package io.registrysidecar.advisory.match;

import io.registrysidecar.inventory.Component;
import java.util.List;

/**
 * SUSE's advisories are about products. A server has packages of any module of its service pack,
 * and those that are looked after for longer have the same origin.
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
    if (release.startsWith("Leap ")) {
      return List.of(base + release, base + release + " NonFree");
    }
    if (release.equals("Tumbleweed")) {
      return List.of(base + release);
    }
    if (release.startsWith("Micro ")) {
      return List.of(base + ENTERPRISE + release);
    }
    return (release.startsWith("15") ? MODULES : PRODUCTS)
        .stream().map(product -> base + ENTERPRISE + product.formatted(release)).toList();
  }
}
