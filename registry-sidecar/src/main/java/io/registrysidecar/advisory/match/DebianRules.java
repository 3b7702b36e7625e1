package io.registrysidecar.advisory.match;

import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.SourcePackage;
import java.util.List;

/**
 * Debian's advisories name source packages and source versions; a binary's own version can be quite
 * another ({@code 1.2-3+b1}, or {@code libgcc-s1} of {@code gcc-12}).
 */
class DebianRules implements EcosystemRules {

  private static final String SIGNED = "linux-signed";

  @Override
  public List<Wanted> packages(Component component) {
    SourcePackage source = component.source();
    if (source == null) {
      return List.of(new Wanted(component.name(), component.version()));
    }
    if (source.name().equals("linux-meta") || source.name().equals("linux-latest")) {
      return List.of();
    }
    // A signed kernel is the kernel with signatures; its binaries keep the kernel's version.
    if (source.name().equals(SIGNED) || source.name().startsWith(SIGNED + "-")) {
      return List.of(new Wanted(kernel(source.name()), component.version()));
    }
    return List.of(new Wanted(source.name(), source.version()));
  }

  /** The source package of the kernel that {@code signed} signs. */
  String kernel(String signed) {
    return "linux";
  }

  @Override
  public boolean isForeign(Component component) {
    return ForeignPackages.includes(component);
  }

  @Override
  public boolean isDistribution() {
    return true;
  }
}
