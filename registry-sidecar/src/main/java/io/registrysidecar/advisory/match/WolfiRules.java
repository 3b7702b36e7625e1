package io.registrysidecar.advisory.match;

import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.SourcePackage;
import java.util.List;

/**
 * Wolfi and its kin have no releases, and their advisories name packages as well as what these are
 * split from.
 */
final class WolfiRules implements EcosystemRules {

  @Override
  public List<Wanted> packages(Component component) {
    Wanted own = new Wanted(component.name(), component.version());
    SourcePackage origin = component.source();
    return origin == null || origin.name().equals(component.name())
        ? List.of(own)
        : List.of(own, new Wanted(origin.name(), component.version()));
  }

  @Override
  public boolean isDistribution() {
    return true;
  }
}
