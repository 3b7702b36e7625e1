package io.registrysidecar.advisory.match;

import static io.registrysidecar.advisory.Osv.osv;
import static io.registrysidecar.advisory.match.Components.go;
import static io.registrysidecar.advisory.match.Components.npm;
import static io.registrysidecar.advisory.match.Components.pypi;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Finding.Kind;
import io.registrysidecar.advisory.Finding.Status;
import io.registrysidecar.advisory.Osv;
import io.registrysidecar.advisory.Severity;
import io.registrysidecar.advisory.db.Databases;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.inventory.Component;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a finding says, and what is said where versions cannot be compared. */
class MatcherTest extends MatchBench {

  @Test
  void aFindingSaysWhatIsKnown() throws IOException {
    Component lodash = npm("lodash", "4.17.20");
    List<Finding> findings =
        findings(
            lodash,
            osv("GHSA-1")
                .aliases("CVE-2026-1")
                .word("HIGH")
                .rated("CVSS_V3", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N")
                .affects("npm", "lodash")
                .from("0")
                .fixedIn("4.17.21"));

    assertThat(findings)
        .containsExactly(
            new Finding(
                "GHSA-1",
                List.of("CVE-2026-1"),
                Severity.HIGH,
                "GHSA",
                Kind.VULNERABILITY,
                lodash,
                "4.17.21",
                Status.FIXED_AVAILABLE,
                new Finding.Cvss("3.1", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N", 5.3),
                null,
                null,
                null,
                "GHSA",
                "4.17.20 is affected: before 4.17.21 (GHSA-1)",
                "4.17.21"));
  }

  @Test
  void aProblemIsAsOldAsTheFirstAdvisoryAboutIt() throws IOException {
    Osv later =
        osv("GHSA-1")
            .published("2026-03-04T05:06:07.9Z")
            .aliases("CVE-2026-1")
            .affects("npm", "lodash")
            .from("0");
    Osv first =
        osv("CVE-2026-1").published("2026-02-01T00:00:00Z").affects("npm", "lodash").from("0");
    Osv silent = osv("X-1").aliases("CVE-2026-1").affects("npm", "lodash").from("0");

    assertThat(findings(npm("lodash", "1"), later, first, silent))
        .singleElement()
        .extracting(Finding::published)
        .isEqualTo(Instant.parse("2026-02-01T00:00:00Z"));
    assertThat(findings(npm("lodash", "1"), later))
        .singleElement()
        .extracting(Finding::published)
        .isEqualTo(Instant.parse("2026-03-04T05:06:07Z"));
    assertThat(findings(npm("lodash", "1"), silent))
        .singleElement()
        .extracting(Finding::published)
        .isNull();
  }

  @ParameterizedTest
  @CsvSource({"-999999999-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z"})
  void whatIsOlderThanAnyAdvisoryIsNoDate(String absurd) throws IOException {
    Osv record = osv("GHSA-1").published(absurd).affects("npm", "lodash").from("0");

    assertThat(findings(npm("lodash", "1"), record))
        .singleElement()
        .extracting(Finding::published)
        .isNull();
  }

  @Test
  void nothingIsFoundWhereNothingIsWrong() throws IOException {
    MatchResult result =
        match(
            npm("lodash", "4.17.21"),
            osv("GHSA-1").affects("npm", "lodash").from("0").fixedIn("4.17.21"));

    assertThat(result.findings()).isEmpty();
    assertThat(result.notes()).isEmpty();
  }

  @Test
  void oneProblemIsOneFindingHoweverManyAdvisoriesItHas() throws IOException {
    List<Finding> findings =
        findings(
            pypi("django", "3.2"),
            osv("GHSA-1")
                .aliases("CVE-2026-1")
                .affects("PyPI", "django")
                .from("3.2")
                .fixedIn("3.2.5"),
            osv("PYSEC-2026-7")
                .aliases("CVE-2026-1")
                .affects("PyPI", "django")
                .from("0")
                .fixedIn("3.2.6"));

    assertThat(findings)
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.id()).isEqualTo("GHSA-1");
          assertThat(finding.aliases()).containsExactly("CVE-2026-1", "PYSEC-2026-7");
          assertThat(finding.fixed()).as("satisfies both").isEqualTo("3.2.6");
        });
  }

  @Test
  void aFixThatOnlyOneAdvisoryKnowsIsStillAFix() throws IOException {
    assertThat(
            findings(
                go("example.org/a", "v1.0.0"),
                osv("GHSA-1")
                    .aliases("GO-2026-1")
                    .affects("Go", "example.org/a")
                    .from("0")
                    .fixedIn("1.2.0"),
                osv("GO-2026-1").affects("Go", "example.org/a").from("0")))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.fixed()).isEqualTo("1.2.0");
          assertThat(finding.status()).isEqualTo(Status.FIXED_AVAILABLE);
        });
  }

  @Test
  void anUnparsableVersionIsNotSafe() throws IOException {
    MatchResult result =
        match(
            go("example.org/a", "(devel)"),
            osv("GO-2026-1").affects("Go", "example.org/a").from("0"));

    assertThat(result.findings()).isEmpty();
    assertThat(result.notes())
        .singleElement()
        .satisfies(note -> {
          assertThat(note.code()).isEqualTo("version-unparsable");
          assertThat(note.message()).contains("1 advisories about Go example.org/a", "(devel)");
          assertThat(note.layer()).isEqualTo(Components.LAYER);
          assertThat(note.path()).isEqualTo("var/lib/evidence");
        });
  }

  @Test
  void anUnparsableVersionOfWhichNothingIsKnownNeedsNoNote() throws IOException {
    assertThat(
            match(
                    go("example.org/b", "(devel)"),
                    osv("GO-2026-1").affects("Go", "example.org/a").from("0"))
                .notes())
        .isEmpty();
  }

  @Test
  void anAdvisoryThatCannotBeComparedIsNamed() throws IOException {
    MatchResult result =
        match(
            pypi("torch", "1.13.1"),
            osv("PYSEC-1").affects("PyPI", "torch").from("0").fixedIn("2.6.0-cu124"),
            osv("PYSEC-2").affects("PyPI", "torch").from("0").fixedIn("2.6.0"));

    assertThat(result.findings()).extracting(Finding::id).containsExactly("PYSEC-2");
    assertThat(result.notes())
        .extracting(CoverageNote::code)
        .containsExactly("advisory-unparsable");
    assertThat(result.notes().getFirst().message())
        .contains("PYSEC-1", "2.6.0-cu124", "torch 1.13.1");
  }

  @Test
  void aWholeInventoryIsSorted() throws IOException {
    MatchResult result =
        matcher.match(
            Components.inventory(npm("b", "1.0.0"), npm("a", "1.0.0")),
            Databases.of(
                dir,
                osv("GHSA-2").affects("npm", "a").from("0").affects("npm", "b").from("0"),
                osv("GHSA-1").affects("npm", "a").from("0")));

    assertThat(result.findings())
        .extracting(finding -> finding.component().name() + " " + finding.id())
        .containsExactly("a GHSA-1", "a GHSA-2", "b GHSA-2");
  }
}
