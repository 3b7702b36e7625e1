package io.registrysidecar.advisory.match;

import static io.registrysidecar.advisory.Osv.osv;
import static io.registrysidecar.advisory.match.Components.go;
import static io.registrysidecar.advisory.match.Components.maven;
import static io.registrysidecar.advisory.match.Components.npm;
import static io.registrysidecar.advisory.match.Components.pypi;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Finding.Kind;
import io.registrysidecar.advisory.Finding.Status;
import io.registrysidecar.advisory.Osv;
import io.registrysidecar.advisory.Severity;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Which advisories a package of a language matches. */
class LanguageMatchingTest extends MatchBench {

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
}
