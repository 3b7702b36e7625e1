package io.registrysidecar.advisory.match;

import static io.registrysidecar.advisory.Osv.osv;
import static io.registrysidecar.advisory.match.Components.apk;
import static io.registrysidecar.advisory.match.Components.builtBy;
import static io.registrysidecar.advisory.match.Components.builtFrom;
import static io.registrysidecar.advisory.match.Components.deb;
import static io.registrysidecar.advisory.match.Components.go;
import static io.registrysidecar.advisory.match.Components.maven;
import static io.registrysidecar.advisory.match.Components.npm;
import static io.registrysidecar.advisory.match.Components.pypi;
import static io.registrysidecar.advisory.match.Components.ubuntu;
import static io.registrysidecar.advisory.match.Components.wolfi;
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
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which advisories a component matches, ecosystem by ecosystem. */
final class MatcherTest {

  @TempDir Path dir;

  private final Matcher matcher =
      new Matcher(InstantSource.fixed(Databases.NOW), Matcher.DEFAULT_STALE_AFTER);

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
    assertThat(
            findings(
                builtFrom(deb("linux-image-amd64", "6.1.90-1"), "linux-latest", "138"), record))
        .isEmpty();
    Osv ubuntu = osv("UBUNTU-CVE-2026-1").affects("Ubuntu:22.04:LTS", "linux-aws").from("0");
    assertThat(
            findings(
                builtFrom(
                    ubuntu("22.04:LTS", "linux-image-aws", "5.15.0"), "linux-signed-aws", "5.15.0"),
                ubuntu))
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

  @Test
  void theRuntimeThatAMavenVersionIsBuiltForDoesNotCount() throws IOException {
    Osv record =
        osv("GHSA-1")
            .affects("Maven", "com.microsoft.sqlserver:mssql-jdbc")
            .from("0")
            .fixedIn("12.10.2");

    assertThat(findings(maven("com.microsoft.sqlserver:mssql-jdbc", "12.10.1.jre11"), record))
        .hasSize(1);
    assertThat(findings(maven("com.microsoft.sqlserver:mssql-jdbc", "12.10.2.jre8"), record))
        .isEmpty();
    Osv named =
        osv("GHSA-1")
            .affects("Maven", "com.microsoft.sqlserver:mssql-jdbc")
            .from("0")
            .fixedIn("12.10.2.jre11");
    assertThat(findings(maven("com.microsoft.sqlserver:mssql-jdbc", "12.10.2"), named)).isEmpty();
  }

  @Test
  void pythonNamesAreTheSameHoweverTheyAreSpelled() throws IOException {
    Osv record = osv("GHSA-1").affects("PyPI", "Django_Rest.Framework").from("0").fixedIn("3.15.2");

    assertThat(findings(pypi("django-rest-framework", "3.15.2rc1"), record)).hasSize(1);
    assertThat(findings(pypi("DJANGO.REST.FRAMEWORK", "3.15.2+local"), record)).isEmpty();
  }

  @Test
  void goComparesPseudoVersionsAndItsOwnReleases() throws IOException {
    Osv module = osv("GO-2026-1").affects("Go", "golang.org/x/net").from("0").fixedIn("0.17.0");
    assertThat(findings(go("golang.org/x/net", "v0.17.0-0.20230101000000-abcdefabcdef"), module))
        .hasSize(1);
    assertThat(findings(go("golang.org/x/net", "v0.17.1-0.20230101000000-abcdefabcdef"), module))
        .isEmpty();
    Osv stdlib =
        osv("GO-2026-2")
            .affects("Go", "stdlib")
            .from("0")
            .fixedIn("1.20.8")
            .andFrom("1.21.0-0")
            .fixedIn("1.21.1");
    assertThat(findings(go("stdlib", "go1.20.7 (Red Hat 1.20.7-1.el9)"), stdlib)).hasSize(1);
    assertThat(findings(go("stdlib", "go1.21rc3"), stdlib)).hasSize(1);
    assertThat(findings(go("stdlib", "go1.21.1"), stdlib)).isEmpty();
    assertThat(findings(go("stdlib", "1.20.8"), stdlib)).isEmpty();
  }

  @Test
  void aMajorVersionOfAGoModuleIsAModuleOfItsOwn() throws IOException {
    Osv first = osv("GO-2026-1").affects("Go", "example.org/a").from("0").fixedIn("1.9.0");
    Osv second = osv("GO-2026-2").affects("Go", "example.org/a/v2").from("0").fixedIn("2.3.0");

    assertThat(findings(go("example.org/a/v2", "v2.2.0"), first, second))
        .extracting(Finding::id)
        .containsExactly("GO-2026-2");
    assertThat(findings(go("example.org/a", "v1.8.0+incompatible"), first, second))
        .extracting(Finding::id)
        .containsExactly("GO-2026-1");
    assertThat(findings(go("example.org/a/v3", "v3.0.0"), first, second)).isEmpty();
  }

  @Test
  void goRangesOfModulesWithoutSemanticVersionsCount() throws IOException {
    Osv record =
        osv("GO-2026-1")
            .affects("Go", "example.org/a/v5")
            .from("0")
            .customRange("0", "5.0.4-0.20231016150651-428517fef5b9");

    assertThat(findings(go("example.org/a/v5", "v5.0.3"), record)).hasSize(1);
    assertThat(findings(go("example.org/a/v5", "v5.0.4"), record)).isEmpty();
  }

  @Test
  void aRangeWithoutEndIsBoundedByWhatGitHubKnew() throws IOException {
    Osv exclusive =
        osv("GHSA-1")
            .affects("npm", "a")
            .from("0")
            .databaseSpecific("last_known_affected_version_range", "< 2.0.0");
    assertThat(findings(npm("a", "1.9.9"), exclusive))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.fixed()).as("nobody says that it is fixed").isNull();
          assertThat(finding.status()).isEqualTo(Status.AFFECTED);
        });
    assertThat(findings(npm("a", "2.0.0"), exclusive)).isEmpty();
    Osv inclusive =
        osv("GHSA-1")
            .affects("npm", "a")
            .from("0")
            .databaseSpecific("last_known_affected_version_range", "<= 2.0.0");
    assertThat(findings(npm("a", "2.0.0"), inclusive)).hasSize(1);
    Osv fixed =
        osv("GHSA-1")
            .affects("npm", "a")
            .from("0")
            .fixedIn("3.0.0")
            .databaseSpecific("last_known_affected_version_range", "<= 2.0.0");
    assertThat(findings(npm("a", "2.5.0"), fixed))
        .as("a range with a fix needs no such bound")
        .hasSize(1);
    Osv last =
        osv("GHSA-1")
            .affects("npm", "a")
            .from("0")
            .upTo("3.0.0")
            .databaseSpecific("last_known_affected_version_range", "<= 2.0.0");
    assertThat(findings(npm("a", "2.5.0"), last)).as("nor one with a last version").hasSize(1);
  }

  @Test
  void malwareIsAClassOfItsOwn() throws IOException {
    Osv record = osv("MAL-2026-1").aliases("GHSA-1").affects("npm", "evil").versions("1.0.0");

    assertThat(findings(npm("evil", "1.0.0"), record))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.id()).isEqualTo("MAL-2026-1");
          assertThat(finding.kind()).isEqualTo(Kind.MALWARE);
          assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
          assertThat(finding.reason())
              .isEqualTo("1.0.0 is affected: listed as affected (MAL-2026-1)");
        });
    assertThat(findings(npm("evil", "1.0.1"), record)).isEmpty();
  }

  @Test
  void listedVersionsDoNotCountBesideARange() throws IOException {
    Osv record =
        osv("PYSEC-1").affects("PyPI", "a").from("0").fixedIn("2.0").versions("1.0", "2.5");

    assertThat(findings(pypi("a", "2.5"), record)).isEmpty();
    assertThat(findings(pypi("a", "1.5"), record)).hasSize(1);
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

  private List<Finding> findings(Component component, Osv... records) throws IOException {
    return match(component, records).findings();
  }

  private MatchResult match(Component component, Osv... records) throws IOException {
    return matcher.match(component, Databases.of(dir, records));
  }
}
