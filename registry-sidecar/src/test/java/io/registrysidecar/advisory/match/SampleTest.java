package io.registrysidecar.advisory.match;

import static io.registrysidecar.advisory.match.Components.apk;
import static io.registrysidecar.advisory.match.Components.builtFrom;
import static io.registrysidecar.advisory.match.Components.deb;
import static io.registrysidecar.advisory.match.Components.go;
import static io.registrysidecar.advisory.match.Components.maven;
import static io.registrysidecar.advisory.match.Components.npm;
import static io.registrysidecar.advisory.match.Components.pypi;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Severity;
import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.advisory.db.AdvisorySample;
import io.registrysidecar.advisory.db.Databases;
import io.registrysidecar.advisory.db.ImportResult;
import io.registrysidecar.inventory.Component;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real records, end to end: what the sample that ships with the program knows. */
final class SampleTest {

  @TempDir static Path dir;
  private static ImportResult imported;
  private static AdvisoryDatabase sample;

  @BeforeAll
  static void importTheSample() throws IOException {
    Path file = dir.resolve("sample.db");
    imported = AdvisorySample.importTo(file, InstantSource.system());
    sample = AdvisoryDatabase.open(file);
  }

  @Test
  void everyRecordOfTheSampleIsGood() {
    assertThat(imported.rejected()).isZero();
    assertThat(imported.info().sample()).isTrue();
    assertThat(imported.info().records()).isBetween(300, 1_000);
  }

  @Test
  void log4shellIsFound() throws IOException {
    List<Finding> findings = findings(maven("org.apache.logging.log4j:log4j-core", "2.14.1"));

    assertThat(findings)
        .extracting(Finding::id)
        .containsExactlyInAnyOrder(
            "GHSA-jfh8-c2jp-5v3q",
            "GHSA-7rjr-3q55-vv33",
            "GHSA-p6xc-xr62-6r2g",
            "GHSA-8489-44mv-ggj8");
    assertThat(findings)
        .filteredOn(finding -> finding.id().equals("GHSA-jfh8-c2jp-5v3q"))
        .singleElement()
        .satisfies(log4shell -> {
          assertThat(log4shell.aliases()).containsExactly("CVE-2021-44228");
          assertThat(log4shell.severity()).isEqualTo(Severity.CRITICAL);
          assertThat(log4shell.fixed()).isEqualTo("2.15.0");
          assertThat(log4shell.cvss()).isNotNull();
        });
    assertThat(findings(maven("org.apache.logging.log4j:log4j-core", "2.17.1"))).isEmpty();
  }

  @Test
  void packagesOfTheFirstDebian12AreFoundVulnerable() throws IOException {
    assertThat(findings(builtFrom(deb("libssl3", "3.0.9-1"), "openssl", "3.0.9-1")))
        .extracting(Finding::id)
        .contains("CVE-2023-5363", "CVE-2023-2975");
    assertThat(findings(deb("curl", "7.88.1-10")))
        .filteredOn(finding -> finding.id().equals("CVE-2023-38545"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.fixed()).isEqualTo("7.88.1-10+deb12u4"));
    assertThat(findings(builtFrom(deb("libexpat1", "2.5.0-1"), "expat", "2.5.0-1")))
        .extracting(Finding::id)
        .contains("CVE-2023-52425");
    assertThat(findings(builtFrom(deb("libc6", "2.36-9"), "glibc", "2.36-9")))
        .extracting(Finding::id)
        .contains("CVE-2023-4911");
    assertThat(findings(builtFrom(deb("zlib1g", "1:1.2.13.dfsg-1"), "zlib", "1:1.2.13.dfsg-1")))
        .extracting(Finding::id)
        .contains("CVE-2023-45853");
  }

  @Test
  void theOtherEcosystemsHaveSomethingToFind() throws IOException {
    assertThat(findings(npm("lodash", "4.17.20"))).isNotEmpty();
    assertThat(findings(pypi("Django", "4.2.1"))).isNotEmpty();
    assertThat(findings(go("stdlib", "go1.20.3"))).isNotEmpty();
    assertThat(findings(go("golang.org/x/net", "v0.10.0"))).isNotEmpty();
    assertThat(findings(builtFrom(apk("v3.18", "libssl3", "3.1.0-r0"), "openssl", "3.1.0-r0")))
        .isNotEmpty();
  }

  private static List<Finding> findings(Component component) throws IOException {
    return new Matcher(InstantSource.fixed(Databases.NOW), Matcher.DEFAULT_STALE_AFTER)
        .match(component, sample)
        .findings();
  }
}
