package io.registrysidecar.advisory.match;

import static io.registrysidecar.advisory.Osv.osv;
import static io.registrysidecar.advisory.match.Components.apk;
import static io.registrysidecar.advisory.match.Components.builtBy;
import static io.registrysidecar.advisory.match.Components.component;
import static io.registrysidecar.advisory.match.Components.deb;
import static io.registrysidecar.advisory.match.Components.npm;
import static io.registrysidecar.advisory.match.Components.pypi;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.advisory.Osv;
import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.advisory.db.AdvisorySample;
import io.registrysidecar.advisory.db.Databases;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Distribution;
import io.registrysidecar.inventory.Inventory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said where nothing could be found out. */
final class CoverageTest {

  private static final Osv FRESH =
      osv("GHSA-1").modified("2026-01-31T00:00:00Z").affects("npm", "a").from("0");

  @TempDir Path dir;

  @Test
  void aFreshDatabaseThatKnowsEverythingNeedsNoWords() throws IOException {
    assertThat(notes(database(FRESH), npm("b", "1.0.0"))).isEmpty();
  }

  @Test
  void aDatabaseIsStaleByItsNewestRecordNotByItsImport() throws IOException {
    AdvisoryDatabase old =
        database(osv("GHSA-1").modified("2026-01-20T00:00:00Z").affects("npm", "a").from("0"));

    assertThat(notes(old, npm("b", "1.0.0")))
        .singleElement()
        .satisfies(note -> {
          assertThat(note.code()).isEqualTo("advisory-database-stale");
          assertThat(note.message()).contains("2026-01-20", "more than 7 days ago");
        });
    assertThat(notes(Duration.ofDays(30), old, npm("b", "1.0.0"))).isEmpty();
    assertThat(
            codes(
                notes(
                    database(osv("GHSA-1").modified("never").affects("npm", "a").from("0")),
                    npm("b", "1.0.0"))))
        .containsExactly("advisory-database-stale");
  }

  @Test
  void aReleaseOfWhichNothingIsKnownIsSaidSo() throws IOException {
    AdvisoryDatabase database =
        database(FRESH, osv("CVE-2026-1").affects("Debian:11", "a").from("0"));
    Inventory inventory =
        new Inventory(
            new Distribution(
                "debian", "12", "bookworm", "Debian GNU/Linux 12 (bookworm)", List.of()),
            List.of(deb("openssl", "1"), deb("zlib1g", "2")),
            List.of());

    assertThat(matcher(Matcher.DEFAULT_STALE_AFTER).coverage(inventory, database))
        .singleElement()
        .satisfies(note -> {
          assertThat(note.code()).isEqualTo("os-release-not-covered");
          assertThat(note.message())
              .contains("Debian:12 (Debian GNU/Linux 12 (bookworm))", "openssl 1, zlib1g 2");
        });
  }

  @Test
  void aReleaseThatIsHardlyTrackedIsSaidSo() throws IOException {
    Osv many = FRESH;
    for (int i = 0; i < 100; i++) {
      many.affects("Debian:12", "p" + i).from("0");
    }
    for (int i = 0; i < 19; i++) {
      many.affects("Debian:9", "p" + i).from("0");
    }
    for (int i = 0; i < 20; i++) {
      many.affects("Debian:10", "p" + i).from("0");
    }
    AdvisoryDatabase database = database(many);

    assertThat(codes(notes(database, component("deb/debian", "Debian", "9", "a", "1"))))
        .containsExactly("os-release-partly-covered");
    assertThat(notes(database, component("deb/debian", "Debian", "10", "a", "1"))).isEmpty();
  }

  @Test
  void anEcosystemOfWhichNothingIsKnownIsSaidOnce() throws IOException {
    List<CoverageNote> notes =
        notes(
            database(FRESH),
            pypi("a", "1"),
            pypi("b", "1"),
            pypi("c", "1"),
            pypi("d", "1"),
            pypi("e", "1"),
            pypi("f", "1"));

    assertThat(notes).hasSize(1);
    assertThat(notes.getFirst().code()).isEqualTo("ecosystem-not-covered");
    assertThat(notes.getFirst().message()).contains("PyPI", "e 1 and 1 more");
  }

  @Test
  void anEcosystemThatCannotBeMatchedIsSaidSo() throws IOException {
    assertThat(
            codes(
                notes(database(FRESH), component("deb/kali", "unknown:kali", "2024.1", "a", "1"))))
        .containsExactly("ecosystem-not-covered");
  }

  @Test
  void aDistributionWithAnOrderButWithoutAdvisoriesIsSaidSo() throws IOException {
    assertThat(
            codes(
                notes(
                    database(FRESH),
                    component("ebuild/app-shells", "Gentoo", null, "app-shells/bash", "5.2_p26"))))
        .containsExactly("os-release-not-covered");
  }

  @Test
  void packagesThatOthersBuiltAreNamed() throws IOException {
    AdvisoryDatabase database =
        database(FRESH, osv("CVE-2026-1").affects("Debian:12", "a").from("0"));

    assertThat(
            notes(
                database,
                builtBy(deb("docker-ce", "5:25"), "Docker <support@docker.com>"),
                deb("a", "1")))
        .singleElement()
        .satisfies(note -> {
          assertThat(note.code()).isEqualTo("foreign-package");
          assertThat(note.message()).contains("docker-ce 5:25");
        });
  }

  @Test
  void theSampleSaysThatItIsOne() throws IOException {
    Path file = dir.resolve("sample.db");
    AdvisorySample.importTo(file, InstantSource.fixed(Instant.parse("2026-12-01T00:00:00Z")));

    assertThat(
            codes(notes(AdvisoryDatabase.open(file), npm("a", "1.0.0"), apk("v3.20", "a", "1-r0"))))
        .containsExactly("advisory-database-sample");
  }

  private AdvisoryDatabase database(Osv... records) throws IOException {
    return Databases.of(dir, records);
  }

  private static List<CoverageNote> notes(AdvisoryDatabase database, Component... components) {
    return notes(Matcher.DEFAULT_STALE_AFTER, database, components);
  }

  private static List<CoverageNote> notes(
      Duration staleAfter, AdvisoryDatabase database, Component... components) {
    return matcher(staleAfter).coverage(Components.inventory(components), database);
  }

  private static Matcher matcher(Duration staleAfter) {
    return new Matcher(InstantSource.fixed(Databases.NOW), staleAfter);
  }

  private static List<String> codes(List<CoverageNote> notes) {
    return notes.stream().map(CoverageNote::code).toList();
  }
}
