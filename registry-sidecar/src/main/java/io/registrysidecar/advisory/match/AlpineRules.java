package io.registrysidecar.advisory.match;

import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.SourcePackage;
import java.util.List;

/**
 * Alpine's advisories name the package that others are split from: {@code openssl}, not {@code
 * libssl3}.
 */
final class AlpineRules implements EcosystemRules {

  @Override
  public List<Wanted> packages(Component component) {
    SourcePackage origin = component.source();
    return List.of(
        new Wanted(origin == null ? component.name() : origin.name(), component.version()));
  }

  @Override
  public boolean isDistribution() {
    return true;
  }
}
