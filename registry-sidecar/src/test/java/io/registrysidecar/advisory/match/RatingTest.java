package io.registrysidecar.advisory.match;

import static io.registrysidecar.advisory.Osv.osv;
import static io.registrysidecar.advisory.match.Components.apk;
import static io.registrysidecar.advisory.match.Components.deb;
import static io.registrysidecar.advisory.match.Components.go;
import static io.registrysidecar.advisory.match.Components.npm;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Osv;
import io.registrysidecar.advisory.Severity;
import io.registrysidecar.advisory.db.Databases;
import io.registrysidecar.inventory.Component;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose word counts about how bad a problem is. */
final class RatingTest {

  private static final String CRITICAL = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";
  private static final String MEDIUM = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N";

  @TempDir Path dir;

  @Test
  void thePublishersWordComesBeforeItsVector() throws IOException {
    Finding finding =
        finding(
            npm("a", "1.0.0"),
            osv("GHSA-1").word("LOW").rated("CVSS_V3", CRITICAL).affects("npm", "a").from("0"));

    assertThat(finding.severity()).isEqualTo(Severity.LOW);
    assertThat(finding.severitySource()).isEqualTo("GHSA");
    assertThat(finding.cvss()).isEqualTo(new Finding.Cvss("3.1", CRITICAL, 9.8));
  }

  @Test
  void withoutAWordTheVectorDecides() throws IOException {
    Finding finding =
        finding(
            npm("a", "1.0.0"),
            osv("GHSA-1").rated("CVSS_V3", CRITICAL).affects("npm", "a").from("0"));

    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(finding.severitySource()).isEqualTo("CVSS:3.1 vector of GHSA-1");
  }

  @Test
  void debiansUrgencyIsAboutThePackage() throws IOException {
    Finding finding =
        finding(
            deb("a", "1"),
            osv("CVE-2026-1")
                .rated("CVSS_V3", CRITICAL)
                .affects("Debian:12", "a")
                .from("0")
                .ecosystemSpecific("urgency", "unimportant"));

    assertThat(finding.severity()).isEqualTo(Severity.NEGLIGIBLE);
    assertThat(finding.severitySource()).isEqualTo("Debian");
  }

  @Test
  void aRatingOfThePackageReplacesThatOfTheRecord() throws IOException {
    Finding finding =
        finding(
            npm("a", "1.0.0"),
            osv("X-1")
                .rated("CVSS_V3", CRITICAL)
                .affects("npm", "a")
                .rated("CVSS_V3", MEDIUM)
                .from("0"));

    assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
  }

  @Test
  void whereNobodyRatesItTheVectorOfTheSameCveServes() throws IOException {
    Osv nvd = osv("CVE-2026-1").rated("CVSS_V3", CRITICAL);
    Finding alpine =
        finding(
            apk("v3.20", "a", "1-r0"),
            osv("ALPINE-CVE-2026-1").affects("Alpine:v3.20", "a").from("0"),
            nvd);
    assertThat(alpine.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(alpine.severitySource()).isEqualTo("CVSS:3.1 vector of CVE-2026-1");

    Finding go =
        finding(
            go("a", "v1.0.0"),
            osv("GO-2026-1").aliases("CVE-2026-1").affects("Go", "a").from("0"),
            nvd);
    assertThat(go.severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void anotherDistributionsWordDoesNotCount() throws IOException {
    Finding finding =
        finding(
            deb("a", "1"),
            osv("CVE-2026-1").affects("Debian:12", "a").from("0"),
            osv("UBUNTU-CVE-2026-1")
                .rated("Ubuntu", "high")
                .affects("Ubuntu:22.04:LTS", "a")
                .from("0"));

    assertThat(finding.severity()).isEqualTo(Severity.UNKNOWN);
    assertThat(finding.severitySource()).isEqualTo("no rating");
  }

  @Test
  void gitHubsWordServesWhoeverNamesItsAdvisory() throws IOException {
    Finding finding =
        finding(
            go("a", "v1.0.0"),
            osv("GO-2026-1").aliases("GHSA-1").affects("Go", "a").from("0"),
            osv("GHSA-1").word("MODERATE").affects("Go", "a").from("0").fixedIn("0.5.0"));

    assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(finding.severitySource()).isEqualTo("GHSA");
  }

  private Finding finding(Component component, Osv... records) throws IOException {
    return new Matcher(InstantSource.fixed(Databases.NOW), Matcher.DEFAULT_STALE_AFTER)
        .match(component, Databases.of(dir, records))
        .findings()
        .getFirst();
  }
}
