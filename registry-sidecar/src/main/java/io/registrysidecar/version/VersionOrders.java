package io.registrysidecar.version;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All version orders, by the ecosystem names that OSV uses; {@code generic} is for versions that
 * nobody defined an order of.
 */
public final class VersionOrders {

  private static final Map<String, VersionOrder> BY_ECOSYSTEM = new TreeMap<>();

  static {
    list(new DebianOrder(), "Debian", "Echo", "Ubuntu");
    list(
        new AlpineOrder(),
        "Alpine",
        "Alpaquita",
        "BellSoft Hardened Containers",
        "Chainguard",
        "CleanStart",
        "MinimOS",
        "Wolfi");
    list(
        new RpmOrder(),
        "AlmaLinux",
        "Amazon Linux",
        "Azure Linux",
        "Fedora",
        "Mageia",
        "Oracle Linux",
        "Photon OS",
        "Red Hat",
        "Rocky Linux",
        "SUSE",
        "openEuler",
        "openSUSE");
    list(new PacmanOrder(), "Arch Linux");
    list(new PortageOrder(), "Gentoo");
    list(new MavenOrder(), "Maven");
    list(new SemVerOrder(), "SemVer", "Hex", "SwiftURL", "crates.io");
    list(new BitnamiOrder(), "Bitnami");
    list(new ConanOrder(), "ConanCenter");
    list(new CranOrder(), "CRAN");
    list(new HackageOrder(), "GHC", "Hackage");
    list(new JuliaOrder(), "Julia");
    list(new NuGetOrder(), "NuGet");
    list(new PackagistOrder(), "Packagist");
    list(new PubOrder(), "Pub");
    list(new RubyGemsOrder(), "RubyGems");
    list(new NpmOrder(), "npm");
    list(new PyPiOrder(), "PyPI");
    list(new GoOrder(), "Go");
    list(new OpamOrder(), "opam");
    list(new GenericOrder(), "generic");
  }

  private VersionOrders() {}

  /**
   * The order of an ecosystem.
   *
   * @param ecosystem as OSV names it, with or without a release: {@code Debian}, {@code Debian:12};
   *     case matters
   * @return empty when this program does not know how the ecosystem orders its versions
   */
  public static Optional<VersionOrder> forEcosystem(String ecosystem) {
    int colon = ecosystem.indexOf(':');
    String base = colon < 0 ? ecosystem : ecosystem.substring(0, colon);
    return Optional.ofNullable(BY_ECOSYSTEM.get(base));
  }

  /** The ecosystems whose versions can be compared, sorted. */
  public static List<String> ecosystems() {
    return List.copyOf(BY_ECOSYSTEM.keySet());
  }

  private static void list(VersionOrder order, String... ecosystems) {
    for (String ecosystem : ecosystems) {
      BY_ECOSYSTEM.put(ecosystem, order);
    }
  }
}
