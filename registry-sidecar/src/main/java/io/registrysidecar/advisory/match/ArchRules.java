package io.registrysidecar.advisory.match;

import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.SourcePackage;
import java.util.List;
import java.util.Locale;

/**
 * Arch Linux has no releases. Its advisories name packages, of those that are built together mostly
 * all; what others build for it says so in its packager.
 */
final class ArchRules implements EcosystemRules {

  /** Who packs without a name, as a user of makepkg does. */
  private static final String UNKNOWN = "unknown packager";

  @Override
  public List<Wanted> packages(Component component) {
    Wanted own = new Wanted(component.name(), component.version());
    SourcePackage base = component.source();
    return base == null || base.name().equals(component.name())
        ? List.of(own)
        : List.of(own, new Wanted(base.name(), component.version()));
  }

  @Override
  public boolean firstDecides() {
    return true;
  }

  @Override
  public boolean isForeign(Component component) {
    return component.maintainer() != null
        && component.maintainer().toLowerCase(Locale.ROOT).equals(UNKNOWN);
  }

  @Override
  public boolean isDistribution() {
    return true;
  }
}
