package io.registrysidecar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainTest {

  @TempDir static Path shared;

  @TempDir Path home;

  private static String database = "";

  @BeforeAll
  static void someAdvisories() {
    database = shared.resolve("advisories.db").toString();
    assertThat(CliRun.of(shared, "db", "import", "sample", "--db", database).status()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "Debian, 1.0~rc1, 1.0, 1.0~rc1 < 1.0",
    "debian:12, 2:1.0, 1.9, 2:1.0 > 1.9",
    "PyPI, 1.0, 1.0.0, 1.0 = 1.0.0",
    "RubyGems, 1.0.rc1, 1.0, 1.0.rc1 < 1.0",
    "crates.io, 1.0.0-alpha, 1.0.0, 1.0.0-alpha < 1.0.0",
  })
  void twoVersionsAreCompared(String ecosystem, String a, String b, String expected) {
    CliRun run = CliRun.of(home, "explain", "version", ecosystem, a, b);

    assertThat(run.status()).isZero();
    assertThat(run.out()).startsWith(expected + System.lineSeparator());
  }

  @Test
  void whereTheyDifferIsShown() {
    assertThat(CliRun.of(home, "explain", "version", "npm", "4.17.9", "4.17.20").out())
        .contains(
            "After \"4.17.\" they differ: \"9\" and \"20\". In the order of npm, the first comes"
                + " before the second.");
    assertThat(CliRun.of(home, "explain", "version", "npm", "1.0.0", "1.0.0").out())
        .contains("They are the same text.");
  }

  @Test
  void linesOfVersionsAreComparedOneByOne() {
    CliRun run =
        CliRun.reading(
            "1.0\t1.1\n1.1\t1.0\r\n1.0\t1.0.0\nx y\t1.0\nno tab\n\n1.0\t\n2\t10",
            home,
            "explain",
            "version",
            "PyPI",
            "--stdin");

    assertThat(run.status()).isZero();
    assertThat(run.out()).isEqualTo("-1\n1\n0\n?\n?\n?\n?\n-1\n");
  }

  @Test
  void whatIsNoVersionCannotBeCompared() {
    CliRun run = CliRun.of(home, "explain", "version", "Debian", "1.0", "x:y");

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).contains("\"x:y\" cannot be compared").hasLineCount(1);
  }

  @Test
  void anEcosystemThatNobodyOrders() {
    CliRun run = CliRun.of(home, "explain", "version", "Fortran", "1", "2");

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).contains("Fortran", "Known are: ", "RubyGems").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "explain",
        "explain version Debian",
        "explain version Debian 1",
        "explain version Debian 1 2 --stdin",
        "explain match",
        "explain match pkg:npm/a@1 --stdin",
        "explain match --platform all pkg:npm/a@1",
      })
  void whatIsMissingIsAskedFor(String arguments) {
    assertThat(CliRun.of(home, arguments.split(" ")).status()).isEqualTo(2);
  }

  @Test
  void advisoriesThatMatchAndOthersAreExplained() {
    CliRun run = CliRun.of(home, "explain", "match", "--db", database, "pkg:npm/lodash@4.17.20");

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("lodash 4.17.20 of npm", "Advisories matched: ", "GHSA-35jh-r3h4-6jhm")
        .contains("affected before 4.17.21", "advisory-database-sample: ");
  }

  @Test
  void anAdvisoryAboutOtherVersionsIsRejected() {
    assertThat(CliRun.of(home, "explain", "match", "--db", database, "pkg:npm/lodash@99.0.0").out())
        .contains("Findings: 0", "Advisories matched: 0", "only affected from 0 before 4.17.21");
  }

  @Test
  void everyLineHasAnObject() {
    CliRun run =
        CliRun.reading(
            "pkg:npm/lodash@4.17.20\nnonsense\npkg:npm/lodash\npkg:npm/lodash@x\n",
            home,
            "explain",
            "match",
            "--stdin",
            "--db",
            database);

    assertThat(run.status()).isZero();
    String[] lines = run.out().split("\n");
    assertThat(lines).hasSize(4);
    assertThat(lines[0])
        .startsWith("{\"purl\":\"pkg:npm/lodash@4.17.20\",\"findings\":[{\"id\":\"GHSA-")
        .contains("\"fixed\":\"4.17.21\",\"status\":\"fixed-available\"")
        .contains("\"coverage\":{\"status\":\"partial\",\"statements\":[{\"code\":");
    assertThat(lines[1])
        .startsWith("{\"purl\":\"nonsense\",\"findings\":[],\"coverage\":{\"status\":\"none\"")
        .contains("purl-malformed", "it is no package URL");
    assertThat(lines[2]).contains("it has no version");
    assertThat(lines[3]).contains("\"findings\":[]", "version-unparsable");
  }

  @Test
  void aDistributionIsNamedOrReadFromThePackageUrl() {
    String expected = "of Debian:12";
    String purl = "pkg:deb/debian/curl@7.88.1-10";

    assertThat(
            CliRun.of(home, "explain", "match", "--db", database, "--distro", "debian:12", purl)
                .out())
        .contains(expected);
    assertThat(
            CliRun.of(home, "explain", "match", "--db", database, purl + "?distro=debian-12").out())
        .contains(expected);
    assertThat(
            CliRun.of(home, "explain", "match", "--db", database, purl + "?distro=bookworm").out())
        .contains(expected);
  }

  @Test
  void withoutADatabaseNothingIsMatched() {
    CliRun run = CliRun.of(home, "explain", "match", "pkg:npm/lodash@4.17.20");

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).contains("there is none. Load one: registry-sidecar db import");
  }
}
