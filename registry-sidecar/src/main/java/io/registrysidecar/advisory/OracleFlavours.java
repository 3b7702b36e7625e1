package io.registrysidecar.advisory;

import java.util.Locale;

/**
 * Oracle builds some packages several times: for Ksplice ({@code 2:2.28-151.0.1.ksplice1.el8}), and
 * as they were certified for FIPS ({@code 10:3.6.16-4.0.1.el8_fips}). Each has advisories of its
 * own, and epochs that put it after all others, so versions are only compared within a flavour.
 */
public final class OracleFlavours {

  private OracleFlavours() {}

  /** The name under which what is said of {@code name} in builds like {@code version} is filed. */
  public static String filed(String name, String version) {
    String lowerCase = version.toLowerCase(Locale.ROOT);
    if (lowerCase.contains(".ksplice")) {
      return PackageNames.inModule("ksplice", name);
    }
    return lowerCase.contains("_fips") || lowerCase.contains(".fips")
        ? PackageNames.inModule("fips", name)
        : name;
  }
}
