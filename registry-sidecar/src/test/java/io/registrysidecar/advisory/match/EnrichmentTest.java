package io.registrysidecar.advisory.match;

import static io.registrysidecar.advisory.Osv.osv;
import static io.registrysidecar.advisory.match.Components.builtFrom;
import static io.registrysidecar.advisory.match.Components.component;
import static io.registrysidecar.advisory.match.Components.maven;
import static io.registrysidecar.advisory.match.Components.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.registrysidecar.advisory.DatabaseInfo.Feed;
import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Finding.Status;
import io.registrysidecar.advisory.Osv;
import io.registrysidecar.advisory.Severity;
import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.advisory.db.Databases;
import io.registrysidecar.inventory.Component;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known beside advisories, in the forms in which its publishers have it. */
final class EnrichmentTest {

  private static final String EPSS =
      """
      #model_version:v2025.03.14,score_date:2026-01-10T00:00:00Z
      cve,epss,percentile
      CVE-2021-44228,0.94358,0.99959
      CVE-2023-38545,0.2625,0.96133
      """;

  private static final String KEV =
      """
      {"title": "CISA Catalog of Known Exploited Vulnerabilities", "catalogVersion": "2026.07.23",
       "count": 1, "vulnerabilities": [
       {"cveID": "CVE-2021-44228", "vendorProject": "Apache", "product": "Log4j2",
        "dateAdded": "2021-12-10", "dueDate": "2021-12-24",
        "knownRansomwareCampaignUse": "Known", "cwes": ["CWE-20", "CWE-400"]}]}
      """;

  private static final String VECTORS =
      """
      {"id":"CVE-2021-44228","v":["CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:C/C:H/I:H/A:H","CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H"],"cwe":["CWE-400"]}
      {"id":"CVE-2018-18248","v":["AV:N/AC:M/Au:N/C:N/I:P/A:N"],"cwe":["CWE-79"]}
      """;

  private static final String STATES =
      """
      {"id":"CVE-2019-7317","sev":"Low","state":[["o:enterprise_linux:7","libpng","Not affected"],["o:enterprise_linux:8","libpng","Fix deferred"],["o:enterprise_linux:8","mingw-libpng","Fix deferred"]]}
      {"id":"CVE-2016-2781","sev":"Moderate","state":[["o:enterprise_linux:6","coreutils","Will not fix"],["o:enterprise_linux:7","coreutils","Will not fix"]]}
      {"id":"CVE-2024-0553","sev":"Moderate","state":[["o:enterprise_linux:7","gnutls","Out of support scope"]]}
      {"id":"CVE-2025-23085","sev":"Moderate","state":[["o:enterprise_linux:8","nodejs:18/nodejs","Out of support scope"],["o:enterprise_linux:9","nodejs:22/nodejs","Affected"]]}
      {"id":"CVE-2026-1","sev":"Important","state":[["o:enterprise_linux:9","curl","Under investigation"]]}
      """;

  private static final Osv LOG4SHELL =
      osv("GHSA-jfh8-c2jp-5v3q")
          .aliases("CVE-2021-44228")
          .affects("Maven", "org.apache.logging.log4j:log4j-core")
          .from("2.13.0")
          .fixedIn("2.15.0");

  @TempDir Path dir;

  @Test
  void aFindingSaysHowLikelyAndWhetherItIsExploited() throws IOException {
    Finding finding = findings(maven("org.apache.logging.log4j:log4j-core", "2.14.1")).getFirst();

    assertThat(finding.epss())
        .isEqualTo(new Finding.Epss(0.94358, 0.99959, LocalDate.parse("2026-01-10")));
    assertThat(finding.kev())
        .isEqualTo(
            new Finding.Kev(LocalDate.parse("2021-12-10"), LocalDate.parse("2021-12-24"), true));
  }

  @Test
  void whereNoAdvisoryHasAVectorTheWorstOfTheSameCveServes() throws IOException {
    Finding finding = findings(maven("org.apache.logging.log4j:log4j-core", "2.14.1")).getFirst();

    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(finding.severitySource()).isEqualTo("CVSS:3.1 vector of CVE-2021-44228");
    assertThat(finding.cvss())
        .isEqualTo(new Finding.Cvss("3.1", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 10.0));
  }

  @Test
  void aPublishersWordGoesBeforeIt() throws IOException {
    Osv worded =
        osv("GHSA-1").aliases("CVE-2021-44228").word("LOW").affects("Maven", "a:b").from("0");

    assertThat(findings(maven("a:b", "1"), worded))
        .extracting(Finding::severity, Finding::severitySource)
        .containsExactly(tuple(Severity.LOW, "GHSA"));
  }

  @Test
  void theVectorOfAnUpdateForSeveralIsNotThatOfEach() throws IOException {
    Osv update =
        osv("RHSA-2026:2")
            .related("CVE-2018-18248", "CVE-2026-7")
            .rated("CVSS_V3", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")
            .affects("Red Hat:enterprise_linux:9::baseos", "icinga")
            .from("0")
            .fixedIn("0:2-1.el9");

    assertThat(findings(redHat("9", "icinga", "1-1.el9"), update))
        .extracting(Finding::id, Finding::severity, Finding::severitySource)
        .containsExactly(
            tuple("CVE-2018-18248", Severity.MEDIUM, "CVSS:2.0 vector of CVE-2018-18248"),
            tuple("CVE-2026-7", Severity.CRITICAL, "CVSS:3.1 vector of RHSA-2026:2"));
  }

  @Test
  void aColumnMayTellTheDay() throws IOException {
    Files.writeString(
        dir.resolve("epss.csv"),
        "#source: an export\ncve,epss,percentile,date\nCVE-2021-44228,0.5,0.6,2026-01-11\n");

    assertThat(open(LOG4SHELL).facts("CVE-2021-44228").epss())
        .isEqualTo(new Finding.Epss(0.5, 0.6, LocalDate.parse("2026-01-11")));
  }

  @Test
  void theDatabaseSaysWhatItHas() throws IOException {
    write();

    assertThat(open(LOG4SHELL).info().feeds())
        .containsExactly(
            new Feed("GHSA", 1, Instant.parse("2026-01-01T00:00:00Z")),
            new Feed("Red Hat", 5, null),
            new Feed("CVSS", 2, null),
            new Feed("EPSS", 2, Instant.parse("2026-01-10T00:00:00Z")),
            new Feed("KEV", 1, Instant.parse("2021-12-10T00:00:00Z")));
    assertThat(open(LOG4SHELL).info().newestRecord())
        .as("young scores do not make old advisories young")
        .isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
  }

  @Test
  void rowsThatMakeNoSenseAreRejectedOneByOne() throws IOException {
    Files.writeString(
        dir.resolve("epss.csv"),
        """
        cve,epss,percentile,date
        CVE-2021-44228,0.5,0.6,2026-01-11
        CVE-2021-1,2.5,0.6,2026-01-11
        CVE-2021-2,x,0.6,2026-01-11
        CVE-2021-3,NaN,0.6,2026-01-11
        CVE-2021-4,0.5,0.6,yesterday
        CVE-2021-5,0.5
        """
            + "C".repeat(100_000)
            + "\n");

    var result = Databases.importAll(dir, dir.resolve("a.db"), LOG4SHELL);

    assertThat(result.rejected()).isEqualTo(6);
    assertThat(result.examples()).extracting("id").contains("epss.csv line 3", "epss.csv line 8");
  }

  @Test
  void redHatSaysWhatItDoesAboutWhatItHasNotFixed() throws IOException {
    assertThat(
            findings(
                builtFrom(redHat("8", "libpng-devel", "1.6.34-5.el8"), "libpng", "1.6.34-5.el8")))
        .extracting(Finding::id, Finding::status, Finding::severity, Finding::source)
        .containsExactly(tuple("CVE-2019-7317", Status.DEFERRED, Severity.LOW, "Red Hat"));
    assertThat(findings(redHat("7", "coreutils", "8.22-24.el7")))
        .extracting(Finding::status)
        .containsExactly(Status.WILL_NOT_FIX);
    assertThat(findings(redHat("7", "gnutls", "3.3.29-9.el7")))
        .satisfiesExactly(finding -> {
          assertThat(finding.status()).isEqualTo(Status.END_OF_LIFE);
          assertThat(finding.reason()).contains("the vendor no longer looks after it");
        });
    assertThat(findings(redHat("9", "curl", "7.76.1-23.el9")))
        .extracting(Finding::status)
        .containsExactly(Status.UNDER_INVESTIGATION);
    assertThat(findings(redHat("7", "libpng", "2:1.5.13-8.el7"))).as("not affected").isEmpty();
  }

  @Test
  void aStateIsOfOneStreamOfAModule() throws IOException {
    Component node = redHat("9", "nodejs", "1:22.4.1-3.module+el9.5.0+1+1");

    assertThat(findings(named(node, node.purl() + "?modularitylabel=nodejs%3A22%3A1%3Arhel9")))
        .extracting(Finding::id)
        .containsExactly("CVE-2025-23085");
    assertThat(findings(named(node, node.purl() + "?modularitylabel=nodejs%3A20%3A1%3Arhel9")))
        .isEmpty();
    assertThat(findings(redHat("9", "nodejs", "1:16.20.2-8.el9_4"))).isEmpty();
  }

  @Test
  void anUpdateIsTheYoungerWord() throws IOException {
    Osv update =
        osv("RHSA-2026:1")
            .related("CVE-2026-1")
            .affects("Red Hat:enterprise_linux:9::baseos", "curl")
            .from("0")
            .fixedIn("0:7.76.1-31.el9");

    assertThat(findings(redHat("9", "curl", "7.76.1-31.el9"), update)).isEmpty();
    assertThat(findings(redHat("9", "curl", "7.76.1-23.el9"), update))
        .extracting(Finding::status, Finding::fixed)
        .containsExactly(tuple(Status.FIXED_AVAILABLE, "0:7.76.1-31.el9"));
  }

  private static Component redHat(String release, String name, String version) {
    return component("rpm/redhat", "Red Hat", release, name, version);
  }

  private List<Finding> findings(Component component, Osv... more) throws IOException {
    write();
    Osv[] records = new Osv[more.length + 1];
    System.arraycopy(more, 0, records, 1, more.length);
    records[0] = LOG4SHELL;
    return new Matcher(InstantSource.fixed(Databases.NOW), Matcher.DEFAULT_STALE_AFTER)
        .match(component, open(records))
        .findings();
  }

  private void write() throws IOException {
    Files.writeString(dir.resolve("epss.csv"), EPSS);
    Files.writeString(dir.resolve("kev.json"), KEV);
    Files.writeString(dir.resolve("cvss.jsonl"), VECTORS);
    Files.writeString(dir.resolve("redhat-package-state.jsonl"), STATES);
  }

  private AdvisoryDatabase open(Osv... records) throws IOException {
    Path file = dir.resolve("advisories.db");
    Databases.importAll(dir, file, records);
    return AdvisoryDatabase.open(file);
  }
}
