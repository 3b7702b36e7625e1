package io.registrysidecar.advisory.match;

import static io.registrysidecar.advisory.Osv.osv;
import static io.registrysidecar.advisory.match.Components.apk;
import static io.registrysidecar.advisory.match.Components.builtBy;
import static io.registrysidecar.advisory.match.Components.builtFrom;
import static io.registrysidecar.advisory.match.Components.deb;
import static io.registrysidecar.advisory.match.Components.ubuntu;
import static io.registrysidecar.advisory.match.Components.wolfi;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Finding.Status;
import io.registrysidecar.advisory.Osv;
import io.registrysidecar.inventory.Component;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which advisories a package of Debian, Ubuntu, Alpine or Wolfi matches. */
class SystemMatchingTest extends MatchBench {

  @Test
  void debianComparesTheSourceVersion() throws IOException {
    Osv record = osv("CVE-2026-1").affects("Debian:12", "gcc-12").from("0").fixedIn("12.2.0-15");

    assertThat(findings(builtFrom(deb("libgcc-s1", "99:1"), "gcc-12", "12.2.0-14"), record))
        .hasSize(1);
    assertThat(findings(builtFrom(deb("libgcc-s1", "1"), "gcc-12", "12.2.0-15"), record)).isEmpty();
    assertThat(findings(builtFrom(deb("libgcc-s1", "12.2.0-15+b1"), "gcc-12", "12.2.0-15"), record))
        .as("rebuilt")
        .isEmpty();
    assertThat(findings(deb("gcc-12", "12.2.0-14"), record))
        .as("a source of the same name")
        .hasSize(1);
    assertThat(findings(deb("libgcc-s1", "1"), record)).isEmpty();
  }

  @Test
  void debianReleasesDoNotMix() throws IOException {
    Osv record = osv("CVE-2026-1").affects("Debian:11", "openssl").from("0");

    assertThat(findings(deb("openssl", "3.0.9-1"), record)).isEmpty();
  }

  @Test
  void aSignedKernelIsTheKernel() throws IOException {
    Osv record = osv("CVE-2026-1").affects("Debian:12", "linux").from("0").fixedIn("6.1.94-1");
    Component image = deb("linux-image-6.1.0-21-amd64", "6.1.90-1");

    assertThat(findings(builtFrom(image, "linux-signed-amd64", "6.1.90+1"), record)).hasSize(1);
    Osv ubuntu = osv("UBUNTU-CVE-2026-1").affects("Ubuntu:22.04:LTS", "linux-aws").from("0");
    assertThat(
            findings(
                builtFrom(
                    ubuntu("22.04:LTS", "linux-image-aws", "5.15.0"), "linux-signed-aws", "5.15.0"),
                ubuntu))
        .hasSize(1);
  }

  /** They need the kernel, and have nothing of it. */
  @ParameterizedTest
  @CsvSource({"Debian:12, linux-latest, 138", "Ubuntu:22.04:LTS, linux-meta, 5.15.0.94.91"})
  void packagesThatOnlyNeedTheNewestKernelHaveNoneOfItsProblems(
      String ecosystem, String source, String version) throws IOException {
    Osv record = osv("CVE-2026-1").affects(ecosystem, source).from("0");
    Component needing =
        ecosystem.startsWith("Debian")
            ? deb("linux-image-amd64", version)
            : ubuntu("22.04:LTS", "linux-image-generic", version);

    assertThat(findings(builtFrom(needing, source, version), record)).isEmpty();
    assertThat(
            findings(
                builtFrom(needing, "linux", version),
                osv("CVE-2026-1").affects(ecosystem, "linux").from("0")))
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "nodejs, 18.19.0-1nodesource1, 'Ivan Iguaran <ivan@nodesource.com>'",
    "postgresql-15, 15.6-1.pgdg120+2, 'Debian PostgreSQL Maintainers"
        + " <team+postgresql@tracker.debian.org>'",
    "docker-ce, 5:25.0.3-1~debian.12~bookworm, 'Docker <support@docker.com>'"
  })
  void debiansAdvisoriesDoNotApplyToWhatOthersBuilt(String name, String version, String maintainer)
      throws IOException {
    Component foreign = builtBy(deb(name, version), maintainer);
    Osv record = osv("CVE-2026-1").affects("Debian:12", name).from("0");

    assertThat(findings(foreign, record)).isEmpty();
    assertThat(findings(deb(name, "1"), record)).hasSize(1);
  }

  @Test
  void ubuntuSaysWhatItDoesAboutAProblem() throws IOException {
    Osv record =
        osv("UBUNTU-CVE-2026-1")
            .affects("Ubuntu:22.04:LTS", "openssl")
            .from("0")
            .ecosystemSpecific("status", "needs-triage")
            .affects("Ubuntu:23.10", "openssl")
            .from("0")
            .fixedIn("3.0.10-1ubuntu2.1");

    assertThat(findings(ubuntu("22.04:LTS", "openssl", "3.0.2-0ubuntu1"), record))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.id()).isEqualTo("CVE-2026-1");
          assertThat(finding.aliases()).containsExactly("UBUNTU-CVE-2026-1");
          assertThat(finding.status()).isEqualTo(Status.UNDER_INVESTIGATION);
        });
    assertThat(findings(ubuntu("23.10", "openssl", "3.0.10-1ubuntu2"), record)).hasSize(1);
  }

  @Test
  void alpineMatchesWhatAPackageWasSplitFrom() throws IOException {
    Osv record =
        osv("ALPINE-CVE-2026-1").affects("Alpine:v3.20", "openssl").from("0").fixedIn("3.3.1-r1");

    assertThat(
            findings(builtFrom(apk("v3.20", "libssl3", "3.3.1-r0"), "openssl", "3.3.1-r0"), record))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.id()).isEqualTo("CVE-2026-1");
          assertThat(finding.source()).isEqualTo("Alpine");
          assertThat(finding.fixed()).isEqualTo("3.3.1-r1");
        });
    assertThat(
            findings(builtFrom(apk("v3.20", "libssl3", "3.3.1-r1"), "openssl", "3.3.1-r1"), record))
        .isEmpty();
    assertThat(
            findings(builtFrom(apk("v3.19", "libssl3", "3.3.1-r0"), "openssl", "3.3.1-r0"), record))
        .isEmpty();
  }

  @Test
  void wolfiNamesPackagesAndOrigins() throws IOException {
    Osv byOrigin = osv("CGA-1").affects("Wolfi", "openssl").from("0").fixedIn("3.3.1-r1");
    Osv byName = osv("CGA-2").affects("Wolfi", "libssl3").from("0").fixedIn("3.3.1-r1");

    assertThat(
            findings(
                builtFrom(wolfi("libssl3", "3.3.1-r0"), "openssl", "3.3.1-r0"), byOrigin, byName))
        .extracting(Finding::id)
        .containsExactly("CGA-1", "CGA-2");
  }
}
