package io.registrysidecar.advisory.match;

import static io.registrysidecar.advisory.Osv.osv;
import static io.registrysidecar.advisory.match.Components.builtBy;
import static io.registrysidecar.advisory.match.Components.builtFrom;
import static io.registrysidecar.advisory.match.Components.component;
import static io.registrysidecar.advisory.match.RpmComponents.rocky;
import static io.registrysidecar.advisory.match.RpmComponents.suse;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Osv;
import io.registrysidecar.inventory.Component;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which advisories packages of rpm distributions match. */
final class RpmMatchingTest {

  @TempDir Path dir;

  @Test
  void thePackageItselfGoesBeforeItsSource() throws IOException {
    Osv record =
        osv("RLSA-2026:1")
            .related("CVE-2026-1")
            .affects("Rocky Linux:9", "perl")
            .from("0")
            .fixedIn("4:5.32.1-481.el9")
            .affects("Rocky Linux:9", "perl-Errno")
            .from("0")
            .fixedIn("0:1.30-400.el9");

    assertThat(
            findings(
                builtFrom(rocky("perl-Errno", "1.30-480.el9"), "perl", "5.32.1-480.el9"), record))
        .as("fixed, says the advisory of the package")
        .isEmpty();
    assertThat(findings(rocky("perl", "4:5.32.1-480.el9"), record)).hasSize(1);
  }

  @Test
  void aSourceHasTheEpochOfTheAdvisory() throws IOException {
    Osv record =
        osv("RLSA-2026:1")
            .related("CVE-2026-1")
            .affects("Rocky Linux:9", "perl")
            .from("0")
            .fixedIn("4:5.32.1-481.el9");

    assertThat(
            findings(
                builtFrom(rocky("perl-Errno", "1.30-480.el9"), "perl", "5.32.1-480.el9"), record))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.id()).isEqualTo("CVE-2026-1");
          assertThat(finding.fixed()).isEqualTo("4:5.32.1-481.el9");
          assertThat(finding.reason())
              .isEqualTo("5.32.1-480.el9 is affected: before 4:5.32.1-481.el9 (RLSA-2026:1)");
        });
    assertThat(
            findings(
                builtFrom(rocky("perl-Errno", "1.30-481.el9"), "perl", "5.32.1-481.el9"), record))
        .isEmpty();
  }

  @Test
  void aPackageWithoutEpochHasTheEpochZero() throws IOException {
    Osv record =
        osv("RLSA-2026:1")
            .related("CVE-2026-1")
            .affects("Rocky Linux:9", "openssl")
            .from("0")
            .fixedIn("1:3.0.7-16.el9_2");

    assertThat(findings(rocky("openssl", "3.0.7-25.el9_3"), record)).hasSize(1);
    assertThat(findings(rocky("openssl", "1:3.0.7-25.el9_3"), record)).isEmpty();
  }

  @Test
  void aReleaseOfRedHatHasTheRepositoriesOfEverySubscription() throws IOException {
    Osv record =
        osv("RHSA-2026:1")
            .related("CVE-2026-1")
            .affects("Red Hat:enterprise_linux:9::baseos", "curl")
            .from("0")
            .fixedIn("0:7.76.1-23.el9_2.4")
            .affects("Red Hat:rhel_eus:9.2::baseos", "curl")
            .from("0")
            .fixedIn("0:7.76.1-99.el9_2")
            .affects("Red Hat:enterprise_linux:8::baseos", "curl")
            .from("0")
            .fixedIn("0:7.61.1-33.el8");

    assertThat(
            findings(component("rpm/redhat", "Red Hat", "9", "curl", "7.76.1-23.el9_2.1"), record))
        .extracting(Finding::fixed)
        .containsExactly("0:7.76.1-23.el9_2.4");
    assertThat(
            findings(component("rpm/redhat", "Red Hat", "9", "curl", "7.76.1-23.el9_2.4"), record))
        .isEmpty();
    assertThat(findings(component("rpm/centos", "Red Hat", "8", "curl", "7.61.1-30.el8"), record))
        .hasSize(1);
  }

  @Test
  void suseNamesTheSourceAndWhatIsBuiltFromIt() throws IOException {
    Osv record =
        osv("SUSE-SU-2026:1-1")
            .related("CVE-2026-1")
            .affects("SUSE:Linux Enterprise Module for Basesystem 15 SP4", "zlib")
            .from("0")
            .fixedIn("1.2.11-150000.3.48.1")
            .binary("libz1", "1.2.11-150000.3.48.1")
            .binary("zlib-devel", "1.2.11-150000.9.9.9");

    assertThat(findings(suse("15 SP4", "libz1", "1.2.11-150000.3.33.1"), record)).hasSize(1);
    assertThat(findings(suse("15 SP4", "libz1", "1.2.11-150000.3.48.1"), record)).isEmpty();
    assertThat(findings(suse("15 SP4", "zlib-devel", "1.2.11-150000.3.48.1"), record))
        .as("the version of the package, not that of its source")
        .hasSize(1);
    assertThat(findings(suse("15 SP5", "libz1", "1.2.11-150000.3.33.1"), record)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "15 SP4, Linux Enterprise Server 15 SP4-LTSS",
    "15 SP4, Linux Enterprise Module for Web and Scripting 15 SP4",
    "12 SP5, Linux Enterprise Server 12 SP5",
    "12 SP5, Linux Enterprise Module for Web and Scripting 12",
    "'15 SP4,Linux Enterprise High Availability Extension 15 SP4', Linux Enterprise Server 15 SP4",
    "'15 SP4,Linux Enterprise High Availability Extension 15 SP4', Linux Enterprise High"
        + " Availability Extension 15 SP4",
    "'15 SP5,Manager Server 4.3', Manager Server 4.3",
    "Micro 5.5, Linux Enterprise Micro 5.5",
  })
  void aServerHasPackagesOfAnyModuleOfItsServicePack(String release, String product)
      throws IOException {
    assertThat(
            findings(
                suse(release, "curl", "1-1"),
                osv("SUSE-SU-2026:1-1")
                    .related("CVE-2026-1")
                    .affects("SUSE:" + product, "curl")
                    .from("0")))
        .hasSize(1);
  }

  @Test
  void azureNamesTheSource() throws IOException {
    Osv record =
        osv("AZL-1")
            .upstream("CVE-2026-1")
            .word("High")
            .affects("Azure Linux:3", "openssl")
            .from("0")
            .fixedIn("3.3.0-2");

    assertThat(
            findings(
                builtFrom(
                    component("rpm/azurelinux", "Azure Linux", "3", "openssl-libs", "3.3.0-1.azl3"),
                    "openssl",
                    "3.3.0-1.azl3"),
                record))
        .hasSize(1);
    assertThat(
            findings(
                builtFrom(
                    component("rpm/azurelinux", "Azure Linux", "3", "openssl-libs", "3.3.0-2.azl3"),
                    "openssl",
                    "3.3.0-2.azl3"),
                record))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Fedora Project",
        "PostgreSQL Global Development Group",
        "Remi's RPM repository <https://rpms.remirepo.example/>",
        "obs://build.opensuse.org/home:rocky",
      })
  void whatOthersBuiltIsNotJudged(String vendor) throws IOException {
    Osv record =
        osv("RLSA-2026:1").related("CVE-2026-1").affects("Rocky Linux:9", "curl").from("0");

    assertThat(findings(builtBy(rocky("curl", "7.76.1-23.el9"), vendor), record)).isEmpty();
  }

  @Test
  void whatTheDistributionOrNobodyNamedBuiltIsJudged() throws IOException {
    Osv record =
        osv("RLSA-2026:1").related("CVE-2026-1").affects("Rocky Linux:9", "curl").from("0");

    assertThat(
            findings(
                builtBy(rocky("curl", "7.76.1-23.el9"), "Rocky Enterprise Software Foundation"),
                record))
        .hasSize(1);
    assertThat(findings(rocky("curl", "7.76.1-23.el9"), record)).hasSize(1);
    assertThat(findings(rocky("curl", "7.76.1-1.pgdg.el9"), record)).isEmpty();
  }

  private List<Finding> findings(Component component, Osv... records) throws IOException {
    return Findings.of(dir, component, records);
  }
}
