package io.registrysidecar.advisory.match;

import static io.registrysidecar.advisory.Osv.osv;
import static io.registrysidecar.advisory.match.Components.apk;
import static io.registrysidecar.advisory.match.Components.builtBy;
import static io.registrysidecar.advisory.match.Components.component;
import static io.registrysidecar.advisory.match.Components.npm;
import static io.registrysidecar.advisory.match.Components.ubuntu;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Finding.Status;
import io.registrysidecar.advisory.Osv;
import io.registrysidecar.inventory.Component;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The traps of docs/traps.md that no other test is about. */
final class TrapsTest {

  @TempDir Path dir;

  /** Trap 6. */
  @Test
  void whatSomebodyPackedForArchIsNotJudged() throws IOException {
    Osv record = osv("AVG-1").upstream("CVE-2026-1").affects("Arch Linux", "zsh").from("0");
    Component zsh = component("alpm/arch", "Arch Linux", null, "zsh", "5.4-1");

    assertThat(findings(builtBy(zsh, "Jane Doe <jane@archlinux.org>"), record)).hasSize(1);
    assertThat(findings(builtBy(zsh, "Unknown Packager"), record)).isEmpty();
  }

  /** Trap 7. */
  @Test
  void aFixInVersionZeroSaysNeverAffected() throws IOException {
    assertThat(
            findings(
                apk("v3.20", "busybox", "1.36.1-r29"),
                osv("ALPINE-CVE-2026-1").affects("Alpine:v3.20", "busybox").from("0").fixedIn("0")))
        .isEmpty();
  }

  /** Trap 13. */
  @ParameterizedTest
  @CsvSource({
    "1.16.1-x86_64-linux, 1",
    "1.16.2-x86_64-linux, 0",
    "1.16.2-java, 0",
    "1.16.2.rc1-java, 1",
    "1.16.2, 0",
  })
  void thePlatformOfAGemDoesNotCount(String version, int findings) throws IOException {
    assertThat(
            findings(
                component("gem", "RubyGems", null, "nokogiri", version),
                osv("GHSA-1").affects("RubyGems", "nokogiri").from("0").fixedIn("1.16.2")))
        .hasSize(findings);
  }

  /** Trap 14. */
  @Test
  void whatProFixesIsFixedThere() throws IOException {
    Osv record =
        osv("UBUNTU-CVE-2026-1")
            .affects("Ubuntu:22.04:LTS", "lua5.4")
            .from("0")
            .ecosystemSpecific("status", "needed")
            .affects("Ubuntu:Pro:22.04:LTS", "lua5.4")
            .from("0")
            .fixedIn("5.4.4-1ubuntu0.1~esm1");

    assertThat(findings(ubuntu("22.04:LTS", "lua5.4", "5.4.4-1"), record))
        .as("a subscription would fix it")
        .extracting(Finding::status, Finding::fixed)
        .containsExactly(tuple(Status.FIXED_AVAILABLE, "5.4.4-1ubuntu0.1~esm1"));
    assertThat(findings(ubuntu("22.04:LTS", "lua5.4", "5.4.4-1ubuntu0.1~esm1"), record))
        .as("and has, whatever is still to be done for everybody")
        .isEmpty();
  }

  /** Trap 14. */
  @Test
  void aFixThatOnlySubscribersGetIsSaidToBeOne() throws IOException {
    Osv record =
        osv("UBUNTU-CVE-2026-1")
            .affects("Ubuntu:22.04:LTS", "lua5.4")
            .from("0")
            .ecosystemSpecific("status", "needed")
            .affects("Ubuntu:Pro:22.04:LTS", "lua5.4")
            .from("0")
            .fixedIn("5.4.4-1ubuntu0.1~esm2");

    assertThat(findings(ubuntu("22.04:LTS", "lua5.4", "5.4.4-1"), record))
        .extracting(Finding::reason)
        .containsExactly(
            "5.4.4-1 is affected: every version (UBUNTU-CVE-2026-1);"
                + " the fix is for subscribers to Ubuntu Pro");
    assertThat(findings(ubuntu("22.04:LTS", "lua5.4", "5.4.4-1ubuntu0.1~esm1"), record))
        .as("who has packages of Pro is one")
        .extracting(Finding::reason)
        .containsExactly(
            "5.4.4-1ubuntu0.1~esm1 is affected: before 5.4.4-1ubuntu0.1~esm2 (UBUNTU-CVE-2026-1)");
  }

  /** Trap 14. The rows are those of php-nette, linux and imagemagick. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          2.4-1,              2.4-1ubuntu0.1, -,                   2.4-1ubuntu0.1
          2.4-1ubuntu0.1,     2.4-1ubuntu0.1, -,                   -
          2.4-1ubuntu0.1+esm1, 2.4-1ubuntu0.1, -,                  -
          4.4.0-207.239,      4.4.0-207.239,  4.4.0-208.240,       -
          4.4.0-206.238,      4.4.0-207.239,  4.4.0-208.240,       4.4.0-207.239
          6.9-2ubuntu11.7+esm1, 6.9-2ubuntu11.9, 6.9-2ubuntu11.7+esm1, -
          6.9-2ubuntu11.8,    6.9-2ubuntu11.9, 6.9-2ubuntu11.7+esm1, 6.9-2ubuntu11.9
          """)
  void ofTwoStreamsTheOneWithAFixDecides(
      String version, @Nullable String base, @Nullable String pro, @Nullable String fixed)
      throws IOException {
    Osv record = osv("UBUNTU-CVE-2026-1").affects("Ubuntu:18.04:LTS", "a").from("0");
    record = base == null ? record : record.fixedIn(base);
    record = record.affects("Ubuntu:Pro:18.04:LTS", "a").from("0");
    record = pro == null ? record : record.fixedIn(pro);

    assertThat(findings(ubuntu("18.04:LTS", "a", version), record))
        .extracting(Finding::fixed)
        .containsExactlyElementsOf(fixed == null ? List.of() : List.of(fixed));
  }

  /** Trap 14. */
  @Test
  void packagesForFipsAreAStreamOfTheirOwn() throws IOException {
    Osv[] records = {
      osv("UBUNTU-CVE-2026-1")
          .affects("Ubuntu:20.04:LTS", "openssl")
          .from("0")
          .fixedIn("1.1.1f-1ubuntu2.23"),
      osv("UBUNTU-CVE-2026-2")
          .affects("Ubuntu:Pro:FIPS-updates:20.04:LTS", "openssl")
          .from("0")
          .fixedIn("1.1.1f-1ubuntu2.fips.22"),
    };

    assertThat(findings(ubuntu("20.04:LTS", "openssl", "1.1.1f-1ubuntu2.fips.7.1"), records))
        .extracting(Finding::id)
        .containsExactly("CVE-2026-2");
    assertThat(findings(ubuntu("20.04:LTS", "openssl", "1.1.1f-1ubuntu2.1"), records))
        .extracting(Finding::id)
        .containsExactly("CVE-2026-1");
  }

  /** Trap 15. */
  @Test
  void anExtendedStreamMeetsItsOwnFixesOnly() throws IOException {
    Osv record =
        osv("RHSA-2026:1")
            .related("CVE-2026-1")
            .affects("Red Hat:enterprise_linux:9::baseos", "curl")
            .from("0")
            .fixedIn("0:7.76.1-29.el9_4")
            .affects("Red Hat:rhel_eus:9.2::baseos", "curl")
            .from("0")
            .fixedIn("0:7.76.1-23.el9_2.4");
    String extended = "rhel_eus:9.2::appstream,rhel_eus:9.2::baseos";

    assertThat(findings(curl(extended, "7.76.1-23.el9_2.4"), record)).isEmpty();
    assertThat(findings(curl(extended, "7.76.1-23.el9_2.1"), record))
        .extracting(Finding::fixed)
        .containsExactly("0:7.76.1-23.el9_2.4");
    assertThat(findings(curl("9", "7.76.1-23.el9_2.4"), record))
        .as("without content sets it is compared with the main stream")
        .hasSize(1);
  }

  /** Trap 15. The advisories are those of curl in Red Hat 9. */
  @Test
  void anExtendedStreamBeginsWithWhatEverybodyGets() throws IOException {
    String extended = "rhel_eus:9.2::appstream,rhel_eus:9.2::baseos";
    Osv[] records = {
      update("RHSA-2023:5763", "enterprise_linux:9", "0:7.76.1-23.el9_2.4", "CVE-2023-38545"),
      update("RHSA-2023:6745", "enterprise_linux:9", "0:7.76.1-26.el9_3.2", "CVE-2023-38545"),
      update("RHSA-2024:1129", "enterprise_linux:9", "0:7.76.1-26.el9_3.3", "CVE-2023-46218"),
      update("RHSA-2024:0452", "rhel_eus:9.2", "0:7.76.1-23.el9_2.6", "CVE-2023-46218"),
      update("RHSA-2024:9999", "enterprise_linux:9", "0:7.76.1-29.el9_4.1", "CVE-2024-9"),
    };

    assertThat(findings(curl(extended, "7.76.1-23.el9_2.1"), records))
        .extracting(Finding::id, Finding::status, Finding::fixed)
        .containsExactly(
            tuple("CVE-2023-38545", Status.FIXED_AVAILABLE, "0:7.76.1-23.el9_2.4"),
            tuple("CVE-2023-46218", Status.FIXED_AVAILABLE, "0:7.76.1-23.el9_2.6"),
            tuple("CVE-2024-9", Status.AFFECTED, null));
    assertThat(findings(curl(extended, "7.76.1-23.el9_2.6"), records))
        .as("with all that its stream has")
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.id()).isEqualTo("CVE-2024-9");
          assertThat(finding.reason())
              .endsWith("the fix is in a later minor release, and not in its extended stream");
        });
    assertThat(findings(curl("9", "7.76.1-23.el9_2.4"), records))
        .as("an update of its own minor release goes before those of others")
        .extracting(Finding::id, Finding::fixed)
        .containsExactly(
            tuple("CVE-2023-46218", "0:7.76.1-26.el9_3.3"),
            tuple("CVE-2024-9", "0:7.76.1-29.el9_4.1"));
    assertThat(findings(curl("9", "7.76.1-26.el9_3.1"), records))
        .as("which is not that of an earlier one")
        .extracting(Finding::id)
        .contains("CVE-2023-38545");
  }

  private static Osv update(String id, String product, String fix, String... cves) {
    return osv(id)
        .related(cves)
        .affects("Red Hat:" + product + "::baseos", "curl")
        .from("0")
        .fixedIn(fix);
  }

  /** Trap 15. An update for several problems of which the own stream knows one. */
  @Test
  void whatTheOwnStreamDoesNotKnowIsStillThere() throws IOException {
    assertThat(
            findings(
                curl("rhel_eus:9.2::baseos", "7.76.1-23.el9_2.6"),
                update("RHSA-1", "rhel_eus:9.2", "0:7.76.1-23.el9_2.6", "CVE-2026-1"),
                update(
                    "RHSA-2",
                    "enterprise_linux:9",
                    "0:7.76.1-29.el9_4",
                    "CVE-2026-1",
                    "CVE-2026-2")))
        .extracting(Finding::id)
        .containsExactly("CVE-2026-2");
  }

  /** Trap 19. */
  @Test
  void aRecordWithAHundredThousandVersionsIsOneRecord() throws IOException {
    String[] versions =
        IntStream.range(0, 100_000).mapToObj(i -> "1.0." + i).toArray(String[]::new);
    Osv record = osv("GHSA-1").affects("npm", "a").versions(versions);

    assertThat(findings(npm("a", "1.0.99999"), record)).hasSize(1);
    assertThat(findings(npm("a", "1.0.100000"), record)).isEmpty();
  }

  @Test
  void aCrateThatIsOnlyWrongOnWindowsIsNot() throws IOException {
    Osv windows = osv("RUSTSEC-1").affects("crates.io", "mio").from("0").onlyOn("windows");
    Osv unix = osv("RUSTSEC-2").affects("crates.io", "mio").from("0").onlyOn("linux", "macos");

    assertThat(findings(component("cargo", "crates.io", null, "mio", "0.8.0"), windows, unix))
        .extracting(Finding::id)
        .containsExactly("RUSTSEC-2");
  }

  private static Component curl(String release, String version) {
    return component("rpm/redhat", "Red Hat", release, "curl", version);
  }

  private List<Finding> findings(Component component, Osv... records) throws IOException {
    return Findings.of(dir, component, records);
  }
}
