package io.registrysidecar.advisory.match;

import static io.registrysidecar.advisory.Osv.osv;
import static io.registrysidecar.advisory.match.Components.builtBy;
import static io.registrysidecar.advisory.match.Components.builtFrom;
import static io.registrysidecar.advisory.match.Components.component;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Osv;
import io.registrysidecar.advisory.Severity;
import io.registrysidecar.advisory.db.Databases;
import io.registrysidecar.inventory.Component;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which advisories packages of rpm distributions match. */
final class RpmMatchingTest {

  private static final String NODE_18_FIX = "1:18.14.2-3.module+el9.2.0+14843+acebbfea";

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
  void streamsOfAModuleDoNotMix() throws IOException {
    Osv[] records = {
      osv("RLSA-2026:18")
          .related("CVE-2026-18")
          .summary("Important: nodejs:18 security update")
          .affects("Rocky Linux:9", "nodejs")
          .from("0")
          .fixedIn(NODE_18_FIX),
      osv("RLSA-2026:20")
          .related("CVE-2026-20")
          .summary("Important: nodejs:20 security update")
          .affects("Rocky Linux:9", "nodejs")
          .from("0")
          .fixedIn("1:20.12.2-2.module+el9.4.0+20281+a6090b05"),
      osv("RLSA-2026:16")
          .related("CVE-2026-16")
          .summary("Important: nodejs security update")
          .affects("Rocky Linux:9", "nodejs")
          .from("0")
          .fixedIn("1:16.20.2-4.el9_3")
    };
    String node18 = "1:18.14.2-2.module+el9.2.0+14565+6f84a6c2";

    assertThat(
            findings(
                labelled(rocky("nodejs", node18), "nodejs:18:9020020230327152102:rhel9"), records))
        .extracting(Finding::id, Finding::severity)
        .containsExactly(tuple("CVE-2026-18", Severity.HIGH));
    assertThat(findings(rocky("nodejs", node18), records))
        .as("without its label, by the number of its stream")
        .extracting(Finding::id)
        .containsExactly("CVE-2026-18");
    assertThat(findings(rocky("nodejs", "1:16.20.1-1.el9_2"), records))
        .as("of no module")
        .extracting(Finding::id)
        .containsExactly("CVE-2026-16");
    assertThat(findings(labelled(rocky("nodejs", NODE_18_FIX), "nodejs:18:1:2"), records))
        .isEmpty();
  }

  /** Two streams of podman 4, which no version tells apart. */
  @Test
  void theLabelTellsStreamsOfTheSameVersionsApart() throws IOException {
    Osv[] records = {
      osv("RLSA-2026:1")
          .related("CVE-2026-1")
          .summary("Important: container-tools:rhel8 security update")
          .affects("Rocky Linux:9", "podman")
          .from("0")
          .fixedIn("2:4.4.1-15.module+el8.8.0+1265+fa25dc7a"),
      osv("RLSA-2026:2")
          .related("CVE-2026-2")
          .summary("Important: container-tools:4.0 security update")
          .affects("Rocky Linux:9", "podman")
          .from("0")
          .fixedIn("2:4.0.2-24.module+el8.9.0+1445+07728297"),
    };
    Component podman = rocky("podman", "2:4.0.2-20.module+el8.7.0+1+1");

    assertThat(findings(labelled(podman, "container-tools:rhel8:1:2"), records))
        .extracting(Finding::id)
        .containsExactly("CVE-2026-1");
    assertThat(findings(labelled(podman, "container-tools:4.0:1:2"), records))
        .extracting(Finding::id)
        .containsExactly("CVE-2026-2");
  }

  @Test
  void anAdvisoryThatDoesNotNameItsStreamIsThatOfItsVersion() throws IOException {
    Osv record =
        osv("RLSA-2023:5989")
            .related("CVE-2026-1")
            .summary("Important: varnish security update")
            .affects("Rocky Linux:8", "varnish")
            .from("0")
            .fixedIn("6.0.8-3.module+el8.8.0+1506+01bb91c3.1");
    Component old =
        component("rpm/rocky", "Rocky Linux", "8", "varnish", "5.2.1-1.module+el8.0.0+1+1");

    assertThat(findings(labelled(old, "varnish:5:8:rhel8"), record)).isEmpty();
    assertThat(
            findings(
                labelled(
                    component(
                        "rpm/rocky", "Rocky Linux", "8", "varnish", "6.0.8-1.module+el8.5.0+1+1"),
                    "varnish:6:8:rhel8"),
                record))
        .hasSize(1);
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
  void anExtraRepositoryOfAmazonIsAStreamOfItsOwn() throws IOException {
    Osv[] records = {
      osv("ALAS2KERNEL-5.10-2026-001")
          .upstream("CVE-2026-1")
          .affects("Amazon Linux:2", "kernel")
          .from("0")
          .fixedIn("0:5.10.68-62.173.amzn2"),
      osv("ALAS2DOCKER-2026-001")
          .upstream("CVE-2026-2")
          .affects("Amazon Linux:2", "docker")
          .from("0")
          .fixedIn("0:25.0.3-1.amzn2.0.1"),
    };

    assertThat(findings(amazon("kernel", "5.10.47-39.130.amzn2"), records)).hasSize(1);
    assertThat(findings(amazon("kernel", "4.14.355-275.572.amzn2"), records)).isEmpty();
    assertThat(findings(amazon("kernel", "5.10.68-62.173.amzn2"), records)).isEmpty();
    assertThat(findings(amazon("docker", "20.10.25-1.amzn2.0.3"), records)).hasSize(1);
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

  private static Component rocky(String name, String version) {
    return component("rpm/rocky", "Rocky Linux", "9", name, version);
  }

  private static Component suse(String release, String name, String version) {
    return component("rpm/suse", "SUSE", release, name, version);
  }

  private static Component amazon(String name, String version) {
    return component("rpm/amzn", "Amazon Linux", "2", name, version);
  }

  private static Component labelled(Component of, String label) {
    return Components.named(of, of.purl() + "?modularitylabel=" + label.replace(":", "%3A"));
  }

  private List<Finding> findings(Component component, Osv... records) throws IOException {
    return new Matcher(InstantSource.fixed(Databases.NOW), Matcher.DEFAULT_STALE_AFTER)
        .match(component, Databases.of(dir, records))
        .findings();
  }
}
