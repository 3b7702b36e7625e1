package io.registrysidecar.advisory.match;

import static io.registrysidecar.advisory.Osv.osv;
import static io.registrysidecar.advisory.match.Components.component;
import static io.registrysidecar.advisory.match.Components.deb;
import static io.registrysidecar.advisory.match.Components.go;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Finding.Kind;
import io.registrysidecar.advisory.Finding.Status;
import io.registrysidecar.advisory.Severity;
import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.advisory.db.Databases;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Distribution;
import io.registrysidecar.inventory.Inventory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of what gets no more fixes; every test is on the first of February 2026. */
final class EndOfLifeTest {

  @TempDir Path dir;

  @Test
  void aDistributionThatHasEndedIsAFindingAndAGapInWhatWasLookedAt() throws IOException {
    MatchResult result =
        match(os("debian", "9", "Debian GNU/Linux 9 (stretch)"), deb("openssl", "1"));

    assertThat(result.endOfLife()).isEqualTo(LocalDate.parse("2022-06-30"));
    assertThat(result.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.id()).isEqualTo("EOL-debian-9");
          assertThat(finding.kind()).isEqualTo(Kind.EOL);
          assertThat(finding.severity()).isEqualTo(Severity.HIGH);
          assertThat(finding.status()).isEqualTo(Status.END_OF_LIFE);
          assertThat(finding.component().purl()).isEqualTo("pkg:generic/debian@9");
          assertThat(finding.reason())
              .contains("Debian GNU/Linux 9 (stretch)", "since 2022-06-30", "debian.csv");
        });
    assertThat(result.notes())
        .filteredOn(note -> note.code().equals("os-end-of-life"))
        .extracting(CoverageNote::message)
        .singleElement()
        .asString()
        .contains("Debian GNU/Linux 9 (stretch)", "2022-06-30", "supported release");
  }

  @Test
  void aDistributionThatHasNotEndedYetOnlySaysWhen() throws IOException {
    MatchResult result = match(os("debian", "12", "Debian GNU/Linux 12"), deb("openssl", "1"));

    assertThat(result.endOfLife()).isEqualTo(LocalDate.parse("2028-06-30"));
    assertThat(result.findings()).isEmpty();
    assertThat(result.notes()).extracting(CoverageNote::code).doesNotContain("os-end-of-life");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          raspbian,  10,  Raspbian GNU/Linux 10 (buster), 2024-06-30
          linuxmint, 20,  Linux Mint 20,                  2025-05-29
          centos,    8,   CentOS Linux 8,                 2021-12-31
          centos,    8,   CentOS Stream 8,                2024-05-31
          wolfi,     20230201, Wolfi,                     -
          """)
  void aDerivativeEndsWithItsBase(String id, String version, String name, @Nullable LocalDate end)
      throws IOException {
    assertThat(match(os(id, version, name)).endOfLife()).isEqualTo(end);
  }

  @Test
  void whoHasPackagesOfUbuntuProGetsItsFixesForLonger() throws IOException {
    Distribution bionic = os("ubuntu", "18.04", "Ubuntu 18.04 LTS");

    assertThat(
            match(bionic, Components.ubuntu("18.04:LTS", "curl", "7.58.0-2ubuntu3.24")).endOfLife())
        .isEqualTo(LocalDate.parse("2023-05-31"));
    MatchResult pro =
        match(bionic, Components.ubuntu("18.04:LTS", "curl", "7.58.0-2ubuntu3.24+esm1"));
    assertThat(pro.endOfLife()).isEqualTo(LocalDate.parse("2028-04-26"));
    assertThat(pro.findings()).isEmpty();
    assertThat(
            match(
                    os("ubuntu", "14.04", "Ubuntu 14.04 LTS"),
                    Components.ubuntu("14.04:LTS", "curl", "7.35.0-1ubuntu2.20+esm1"))
                .findings())
        .extracting(Finding::id)
        .containsExactly("EOL-ubuntu-pro-14.04");
  }

  @Test
  void aRuntimeThatHasEndedIsAFinding() throws IOException {
    assertThat(
            match(
                    null,
                    go("stdlib", "go1.20.3"),
                    component("bitnami", "Bitnami", null, "node", "18.19.0"),
                    component("generic", "unknown:generic", null, "python", "3.14.0"),
                    component(
                        "nuget",
                        "NuGet",
                        null,
                        "Microsoft.NETCore.App.Runtime.linux-x64",
                        "6.0.36"))
                .findings())
        .extracting(Finding::id, Finding::severity, Finding::kind)
        .containsExactlyInAnyOrder(
            tuple("EOL-go-1.20", Severity.MEDIUM, Kind.EOL),
            tuple("EOL-node-18", Severity.MEDIUM, Kind.EOL),
            tuple("EOL-dotnet-6", Severity.MEDIUM, Kind.EOL));
  }

  @Test
  void aDistributionLooksAfterTheRuntimesThatItPackages() throws IOException {
    assertThat(match(os("debian", "12", "Debian"), deb("nodejs", "18.19.0+dfsg-6")).findings())
        .isEmpty();
  }

  @Test
  void anImportedTableGoesBeforeTheBuiltInOne() throws IOException {
    Files.writeString(
        dir.resolve("end-of-life.csv"),
        """
        product,release,released,end,source
        debian,12,2023-06-10,2026-01-31,a test
        broken row
        """);

    MatchResult result = match(os("debian", "12", "Debian GNU/Linux 12"));

    assertThat(result.endOfLife()).isEqualTo(LocalDate.parse("2026-01-31"));
    assertThat(result.findings()).extracting(Finding::id).containsExactly("EOL-debian-12");
  }

  private static Distribution os(String id, String version, String name) {
    return new Distribution(id, version, null, name, List.of());
  }

  private MatchResult match(@Nullable Distribution os, Component... components) throws IOException {
    Path file = dir.resolve("advisories.db");
    Databases.importAll(dir, file, osv("GHSA-1").affects("npm", "a").from("0"));
    return new Matcher(InstantSource.fixed(Databases.NOW), Matcher.DEFAULT_STALE_AFTER)
        .match(new Inventory(os, List.of(components), List.of()), AdvisoryDatabase.open(file));
  }
}
