package io.registrysidecar.advisory.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PurlComponents;
import io.registrysidecar.version.VersionOrders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every distribution whose packages are read can be matched: it has rules of its own and a version
 * order.
 */
final class EcosystemsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Debian",
        "Ubuntu",
        "Echo",
        "Alpine",
        "Alpaquita",
        "BellSoft Hardened Containers",
        "Chainguard",
        "CleanStart",
        "MinimOS",
        "Wolfi",
        "AlmaLinux",
        "Amazon Linux",
        "Azure Linux",
        "Gentoo",
        "Mageia",
        "Photon OS",
        "Red Hat",
        "Rocky Linux",
        "SUSE",
        "openEuler",
        "openSUSE"
      })
  void aDistributionHasRulesAndAnOrder(String ecosystem) {
    assertThat(Ecosystems.rulesOf(ecosystem).isDistribution()).isTrue();
    assertThat(VersionOrders.forEcosystem(ecosystem)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ConanCenter", "Go", "Maven", "PyPI", "generic", "npm", "opam"})
  void aLanguageHasAnOrder(String ecosystem) {
    assertThat(Ecosystems.rulesOf(ecosystem).isDistribution()).isFalse();
    assertThat(VersionOrders.forEcosystem(ecosystem)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pkg:conan/zlib@1.2.11", "pkg:opam/lwt@5.6.1", "pkg:hex/cowboy@2.9.0"})
  void aPackageUrlLeadsToAnOrder(String purl) throws MalformedEvidence {
    assertThat(VersionOrders.forEcosystem(PurlComponents.of(purl, null).ecosystem())).isPresent();
  }
}
