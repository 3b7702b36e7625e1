package io.registrysidecar.advisory.db;

import io.registrysidecar.advisory.PackageNames;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Who published an advisory, by its identifier or by what it affects. */
final class Publishers {

  private static final Map<String, String> BY_PREFIX = new LinkedHashMap<>();

  static {
    BY_PREFIX.put("GHSA-", "GHSA");
    BY_PREFIX.put("GO-", "Go");
    BY_PREFIX.put("PYSEC-", "PyPA");
    BY_PREFIX.put("MAL-", "OpenSSF malicious packages");
    BY_PREFIX.put("RUSTSEC-", "RustSec");
    BY_PREFIX.put("DEBIAN-", "Debian");
    BY_PREFIX.put("DSA-", "Debian");
    BY_PREFIX.put("DLA-", "Debian");
    BY_PREFIX.put("DTSA-", "Debian");
    BY_PREFIX.put("UBUNTU-", "Ubuntu");
    BY_PREFIX.put("USN-", "Ubuntu");
    BY_PREFIX.put("LSN-", "Ubuntu");
    BY_PREFIX.put("ALPINE-", "Alpine");
    BY_PREFIX.put(PackageNames.RED_HAT_STATES, "Red Hat");
    BY_PREFIX.put("CVE-", "NVD");
  }

  /**
   * Ecosystems whose advisories are about packages that a distribution builds from others' sources.
   */
  private static final Set<String> DISTRIBUTIONS =
      Set.of(
          "AlmaLinux",
          "Alpaquita",
          "Alpine",
          "Amazon Linux",
          "Arch Linux",
          "Azure Linux",
          "BellSoft Hardened Containers",
          "Chainguard",
          "CleanStart",
          "Debian",
          "Docker Hardened Images",
          "Echo",
          "Fedora",
          "Gentoo",
          "Mageia",
          "MinimOS",
          "Oracle Linux",
          "Photon OS",
          "Red Hat",
          "Rocky Linux",
          "SUSE",
          "Ubuntu",
          "Wolfi",
          "openEuler",
          "openSUSE");

  private Publishers() {}

  /**
   * The publisher's name.
   *
   * @param id of the advisory
   * @param ecosystem of the first package that it affects, or empty when it affects none
   */
  static String of(String id, String ecosystem) {
    for (Map.Entry<String, String> prefix : BY_PREFIX.entrySet()) {
      if (id.startsWith(prefix.getKey())) {
        return prefix.getValue();
      }
    }
    return ecosystem.isEmpty() ? "other" : PackageNames.baseOf(ecosystem);
  }

  static boolean isDistribution(String ecosystem) {
    return DISTRIBUTIONS.contains(PackageNames.baseOf(ecosystem));
  }
}
