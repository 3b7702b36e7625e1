package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.match.RpmRules.Named;
import java.util.Map;

/**
 * The rules of all ecosystems; where none are listed, name and version are looked up as they are.
 */
final class Ecosystems {

  private static final EcosystemRules PLAIN = new EcosystemRules() {};

  private static final Map<String, EcosystemRules> RULES =
      Map.ofEntries(
          Map.entry("Debian", new DebianRules()),
          Map.entry("Echo", new DebianRules()),
          Map.entry("Ubuntu", new UbuntuRules()),
          Map.entry("Alpine", new AlpineRules()),
          Map.entry("Alpaquita", new AlpineRules()),
          Map.entry("BellSoft Hardened Containers", new AlpineRules()),
          Map.entry("Chainguard", new WolfiRules()),
          Map.entry("CleanStart", new WolfiRules()),
          Map.entry("MinimOS", new WolfiRules()),
          Map.entry("Wolfi", new WolfiRules()),
          Map.entry("AlmaLinux", new RpmRules(Named.BOTH, "almalinux", "cloudlinux")),
          Map.entry("Arch Linux", new ArchRules()),
          Map.entry("Amazon Linux", new RpmRules(Named.BINARY, "amazon")),
          Map.entry("Azure Linux", new RpmRules(Named.SOURCE, "microsoft")),
          Map.entry("Fedora", new RpmRules(Named.BOTH, "fedora")),
          Map.entry("Gentoo", new GentooRules()),
          Map.entry("Oracle Linux", new OracleRules()),
          Map.entry("Mageia", new RpmRules(Named.SOURCE, "mageia")),
          Map.entry("Photon OS", new RpmRules(Named.BOTH, "vmware", "broadcom")),
          Map.entry("Red Hat", new RedHatRules()),
          Map.entry("Rocky Linux", new RpmRules(Named.BOTH, "rocky")),
          Map.entry("SUSE", new SuseRules()),
          Map.entry("openEuler", new RpmRules(Named.BOTH, "openeuler")),
          Map.entry("openSUSE", new SuseRules()),
          Map.entry("Maven", new MavenRules()),
          Map.entry("RubyGems", new RubyGemsRules()));

  private Ecosystems() {}

  static EcosystemRules rulesOf(String ecosystem) {
    return RULES.getOrDefault(ecosystem, PLAIN);
  }
}
