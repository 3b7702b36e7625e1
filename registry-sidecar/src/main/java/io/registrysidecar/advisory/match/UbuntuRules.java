package io.registrysidecar.advisory.match;

import io.registrysidecar.inventory.Component;
import java.util.List;
import java.util.Locale;

/**
 * As Debian's, but that kernels come in flavours, and fixes in streams: what subscribers to Pro get
 * is listed beside what everybody gets, so an advisory of either is about a package. Packages that
 * were certified for FIPS are built apart, with fixes of their own.
 */
final class UbuntuRules extends DebianRules {

  @Override
  public List<String> ecosystems(Component component) {
    String release = component.release();
    if (release == null) {
      return List.of(component.ecosystem());
    }
    String pro = component.ecosystem() + ":Pro:";
    String version = component.version().toLowerCase(Locale.ROOT);
    if (version.contains("fips")) {
      return List.of(
          pro + "FIPS-updates:" + release,
          pro + "FIPS-preview:" + release,
          pro + "FIPS:" + release);
    }
    String base = component.ecosystem() + ":" + release;
    return isPro(component) ? List.of(pro + release, base) : List.of(base, pro + release);
  }

  /** What Pro says of its own package goes before what is said of everybody's. */
  @Override
  public boolean firstEcosystemDecides(Component component) {
    return isPro(component);
  }

  private static boolean isPro(Component component) {
    return component.version().contains("esm");
  }

  @Override
  String kernel(String signed) {
    return signed.replaceFirst("-signed", "");
  }
}
