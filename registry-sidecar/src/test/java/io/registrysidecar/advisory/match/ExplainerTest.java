package io.registrysidecar.advisory.match;

import static io.registrysidecar.advisory.Osv.osv;
import static io.registrysidecar.advisory.match.Components.builtFrom;
import static io.registrysidecar.advisory.match.Components.component;
import static io.registrysidecar.advisory.match.Components.deb;
import static io.registrysidecar.advisory.match.Components.npm;
import static io.registrysidecar.advisory.match.Components.ubuntu;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.registrysidecar.advisory.Osv;
import io.registrysidecar.advisory.db.Databases;
import io.registrysidecar.advisory.match.Explanation.Verdict;
import io.registrysidecar.inventory.Component;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An explanation says what a scan decides, and by which rule. */
final class ExplainerTest {

  private static final String EXTENDED = "rhel_eus:9.2::appstream,rhel_eus:9.2::baseos";

  @TempDir Path dir;

  @Test
  void withoutAnyRuleTheRangesDecide() throws IOException {
    Osv record = osv("GHSA-1").affects("npm", "a").from("1.0.0").fixedIn("2.0.0");

    assertThat(explained(npm("a", "1.5.0"), record))
        .extracting(Explanation::verdict, Explanation::reason, Explanation::rule)
        .containsExactly(tuple(Verdict.MATCHED, "affected from 1.0.0 before 2.0.0", null));
    assertThat(explained(npm("a", "2.0.0"), record))
        .extracting(Explanation::verdict, Explanation::reason, Explanation::rule)
        .containsExactly(tuple(Verdict.REJECTED, "only affected from 1.0.0 before 2.0.0", null));
    assertThat(explained(npm("a", "one"), record))
        .extracting(Explanation::verdict, Explanation::rule)
        .containsExactly(tuple(Verdict.UNKNOWN, null));
  }

  @Test
  void anExtendedStreamDecidesAboutItsOwnProblems() throws IOException {
    Osv[] records = {
      curlUpdate("RHSA-2024:1129", "enterprise_linux:9", "0:7.76.1-26.el9_3.3", "CVE-2023-46218"),
      curlUpdate("RHSA-2024:0452", "rhel_eus:9.2", "0:7.76.1-23.el9_2.6", "CVE-2023-46218"),
    };

    assertThat(explained(curl(EXTENDED, "7.76.1-23.el9_2.6"), records))
        .extracting(
            Explanation::advisory, Explanation::verdict, Explanation::reason, Explanation::rule)
        .containsExactly(
            tuple(
                "RHSA-2024:0452",
                Verdict.REJECTED,
                "only affected from 0 before 0:7.76.1-23.el9_2.6",
                null),
            tuple(
                "RHSA-2024:1129",
                Verdict.REJECTED,
                "affected before 0:7.76.1-26.el9_3.3, but what RHSA-2024:0452 says counts",
                Rule.OWN_STREAM));
  }

  @Test
  void anUpdateOfTheOwnMinorReleaseDecides() throws IOException {
    Osv[] records = {
      curlUpdate("RHSA-2023:5763", "enterprise_linux:9", "0:7.76.1-23.el9_2.4", "CVE-2023-38545"),
      curlUpdate("RHSA-2023:6745", "enterprise_linux:9", "0:7.76.1-26.el9_3.2", "CVE-2023-38545"),
    };

    assertThat(explained(curl("9", "7.76.1-23.el9_2.4"), records))
        .extracting(Explanation::advisory, Explanation::verdict, Explanation::rule)
        .containsExactly(
            tuple("RHSA-2023:5763", Verdict.REJECTED, null),
            tuple("RHSA-2023:6745", Verdict.REJECTED, Rule.OWN_STREAM));
  }

  @Test
  void anUpdateThatTheOwnStreamKnowsInPartCountsForTheRest() throws IOException {
    assertThat(
            explained(
                curl(EXTENDED, "7.76.1-23.el9_2.6"),
                curlUpdate("RHSA-1", "rhel_eus:9.2", "0:7.76.1-23.el9_2.6", "CVE-2026-1"),
                curlUpdate(
                    "RHSA-2",
                    "enterprise_linux:9",
                    "0:7.76.1-29.el9_4",
                    "CVE-2026-1",
                    "CVE-2026-2")))
        .filteredOn(one -> one.advisory().equals("RHSA-2"))
        .extracting(Explanation::verdict, Explanation::reason, Explanation::rule)
        .containsExactly(
            tuple(
                Verdict.MATCHED,
                "affected before 0:7.76.1-29.el9_4, but the fix is in a later minor release, and"
                    + " not in its extended stream; of CVE-2026-1 what RHSA-1 says counts",
                Rule.OWN_STREAM));
  }

  @Test
  void aFixOfALaterMinorReleaseIsNotForAnExtendedStream() throws IOException {
    assertThat(
            explained(
                curl(EXTENDED, "7.76.1-23.el9_2.6"),
                curlUpdate("RHSA-1", "enterprise_linux:9", "0:7.76.1-29.el9_4", "CVE-2026-1")))
        .extracting(Explanation::verdict, Explanation::reason, Explanation::rule)
        .containsExactly(
            tuple(
                Verdict.MATCHED,
                "affected before 0:7.76.1-29.el9_4, but the fix is in a later minor release, and"
                    + " not in its extended stream",
                Rule.TERMS));
  }

  @Test
  void whatASubscriberHasDecidesForHim() throws IOException {
    Osv record =
        osv("UBUNTU-CVE-2026-1")
            .affects("Ubuntu:22.04:LTS", "lua5.4")
            .from("0")
            .affects("Ubuntu:Pro:22.04:LTS", "lua5.4")
            .from("0")
            .fixedIn("5.4.4-1ubuntu0.1~esm1");

    assertThat(explained(ubuntu("22.04:LTS", "lua5.4", "5.4.4-1ubuntu0.1~esm1"), record))
        .extracting(
            Explanation::ecosystem, Explanation::verdict, Explanation::reason, Explanation::rule)
        .containsExactlyInAnyOrder(
            tuple(
                "Ubuntu:Pro:22.04:LTS",
                Verdict.REJECTED,
                "only affected from 0 before 5.4.4-1ubuntu0.1~esm1",
                null),
            tuple(
                "Ubuntu:22.04:LTS",
                Verdict.REJECTED,
                "what Ubuntu:Pro:22.04:LTS says counts",
                Rule.STREAM_OF_THE_FIX));
    assertThat(explained(ubuntu("22.04:LTS", "lua5.4", "5.4.4-1"), record))
        .filteredOn(one -> one.ecosystem().contains("Pro"))
        .extracting(Explanation::verdict, Explanation::reason, Explanation::rule)
        .containsExactly(
            tuple(
                Verdict.MATCHED,
                "affected before 5.4.4-1ubuntu0.1~esm1, but the fix is for subscribers to Ubuntu"
                    + " Pro",
                Rule.TERMS));
  }

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
    Component errno =
        builtFrom(
            component("rpm/rocky", "Rocky Linux", "9", "perl-Errno", "1.30-480.el9"),
            "perl",
            "5.32.1-480.el9");

    assertThat(explained(errno, record))
        .extracting(Explanation::name, Explanation::verdict, Explanation::reason, Explanation::rule)
        .containsExactly(
            tuple(
                "perl-Errno", Verdict.REJECTED, "only affected from 0 before 0:1.30-400.el9", null),
            tuple(
                "perl", Verdict.REJECTED, "what it says of perl-Errno counts", Rule.FIRST_PACKAGE));
  }

  @Test
  void anAdvisoryOfItsOwnGoesBeforeAnUpdateForSeveralProblems() throws IOException {
    Osv own =
        osv("DEBIAN-CVE-2026-1")
            .upstream("CVE-2026-1")
            .affects("Debian:12", "curl")
            .from("0")
            .fixedIn("2");
    Osv one =
        osv("DSA-1-1")
            .upstream("CVE-2026-1", "CVE-2026-2")
            .affects("Debian:12", "curl")
            .from("0")
            .fixedIn("5");

    assertThat(explained(deb("curl", "3"), own, one))
        .filteredOn(each -> each.advisory().equals("DSA-1-1"))
        .extracting(Explanation::verdict, Explanation::reason, Explanation::rule)
        .containsExactly(
            tuple(
                Verdict.MATCHED,
                "affected before 5, but of CVE-2026-1 what DEBIAN-CVE-2026-1 says counts",
                Rule.OWN_ADVISORY));
    Osv other =
        osv("DEBIAN-CVE-2026-2")
            .upstream("CVE-2026-2")
            .affects("Debian:12", "curl")
            .from("0")
            .fixedIn("3");
    assertThat(explained(deb("curl", "3"), own, other, one))
        .as("all of its problems are settled")
        .extracting(Explanation::verdict)
        .containsOnly(Verdict.REJECTED);
  }

  private static Component curl(String release, String version) {
    return component("rpm/redhat", "Red Hat", release, "curl", version);
  }

  private static Osv curlUpdate(String id, String product, String fix, String... cves) {
    return osv(id)
        .related(cves)
        .affects("Red Hat:" + product + "::baseos", "curl")
        .from("0")
        .fixedIn(fix);
  }

  private List<Explanation> explained(Component component, Osv... records) throws IOException {
    return new Explainer(Databases.of(dir, records)).explain(component, null);
  }
}
