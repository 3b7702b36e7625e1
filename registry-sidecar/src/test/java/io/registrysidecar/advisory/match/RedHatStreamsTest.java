package io.registrysidecar.advisory.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.advisory.db.Databases;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PurlComponents;
import io.registrysidecar.testing.Evidence;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which fixes the users of Red Hat's extended streams are offered: only those that they can get.
 */
final class RedHatStreamsTest {

  private static final String AUS = "rhel-8-for-x86_64-baseos-aus-rpms__8_DOT_4";

  @TempDir Path dir;
  private AdvisoryDatabase database;

  @BeforeEach
  void records() throws IOException {
    Path file = dir.resolve("advisories.db");
    Databases.build(
        file,
        InstantSource.fixed(Databases.NOW),
        Evidence.resource("/matching/records/red-hat.jsonl"));
    database = AdvisoryDatabase.open(file);
  }

  /** RHSA-2021:4358 came with 8.5, and its version has no tag that says so. */
  @Test
  void whatCameWithALaterMinorReleaseIsNoFix() throws IOException, MalformedEvidence {
    Finding old =
        finding("glibc@2.28-151.el8?distro=rhel-8.4&repository_id=" + AUS, "CVE-2021-27645");

    assertThat(old.fixed()).isNull();
    assertThat(old.status()).isEqualTo(Finding.Status.AFFECTED);
    assertThat(old.reason())
        .endsWith("the fix is in a later minor release, and not in its extended stream");
    assertThat(old.upgrade())
        .as("what can be repaired is repaired by the fix of the stream")
        .isEqualTo("0:2.28-151.el8_4.2");
  }

  @Test
  void theFixOfTheStreamIsOne() throws IOException, MalformedEvidence {
    assertThat(
            finding("glibc@2.28-151.el8?distro=rhel-8.4&repository_id=" + AUS, "CVE-2024-2961")
                .fixed())
        .isEqualTo("0:2.28-151.el8_4.2");
  }

  @Test
  void everybodyGetsWhatCameWithALaterMinorRelease() throws IOException, MalformedEvidence {
    assertThat(finding("glibc@2.28-151.el8?distro=rhel-8.4", "CVE-2021-27645").fixed())
        .isEqualTo("0:2.28-164.el8");
  }

  /** The module was built for 8.9, and is not in EUS 8.6. */
  @Test
  void modulesOfALaterMinorReleaseAreNoFix() throws IOException, MalformedEvidence {
    Finding ruby =
        finding(
            "ruby-devel@2.5.5-105.module%2Bel8.1.0%2B3656%2Bf80bfa1d?distro=rhel-8.6&repository_id="
                + "rhel-8-for-x86_64-appstream-eus-rpms__8_DOT_6",
            "CVE-2023-28755");

    assertThat(ruby.fixed()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "RHSA-2021:4056, 8, 4, WHILE_NEWEST",
    "RHSA-2021:4135, 8, 4, AFTERWARDS",
    "RHBA-2021:1,    8, 4, WHILE_NEWEST",
    "RHEA-2024:1,    8, 4, AFTERWARDS",
    "RHSA-2024:1,    8, 9, WHILE_NEWEST",
    "RHSA-2024:2950, 8, 9, AFTERWARDS",
    "RHSA-2024:2950, 8, 10, UNKNOWN",
    "RHSA-2029:1,    9, 5, UNKNOWN",
    "REDHAT-CVE-2024-1, 8, 4, UNKNOWN",
    "RHSA-2024:99999999999, 8, 4, UNKNOWN",
  })
  void numbersOfAdvisoriesTellWhenTheyCame(
      String advisory, int major, int minor, RedHatMinors.Order order) {
    assertThat(RedHatMinors.order(advisory, major, minor)).isEqualTo(order);
  }

  private Finding finding(String purl, String id) throws IOException, MalformedEvidence {
    Matcher matcher = new Matcher(InstantSource.fixed(Databases.NOW), Matcher.DEFAULT_STALE_AFTER);
    return matcher
        .match(PurlComponents.of("pkg:rpm/redhat/" + purl, null), database)
        .findings()
        .stream()
        .filter(finding -> finding.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
