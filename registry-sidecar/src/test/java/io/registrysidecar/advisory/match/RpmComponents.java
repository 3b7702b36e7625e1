package io.registrysidecar.advisory.match;

import static io.registrysidecar.advisory.match.Components.component;

import io.registrysidecar.inventory.Component;

/** Packages of rpm distributions for tests. */
final class RpmComponents {

  private RpmComponents() {}

  static Component rocky(String name, String version) {
    return component("rpm/rocky", "Rocky Linux", "9", name, version);
  }

  static Component suse(String release, String name, String version) {
    return component("rpm/suse", "SUSE", release, name, version);
  }

  static Component amazon(String name, String version) {
    return component("rpm/amzn", "Amazon Linux", "2", name, version);
  }

  static Component labelled(Component of, String label) {
    return Components.named(of, of.purl() + "?modularitylabel=" + label.replace(":", "%3A"));
  }
}
