package io.registrysidecar.advisory.db;

import static io.registrysidecar.advisory.Osv.osv;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Finding.Status;
import io.registrysidecar.advisory.Osv;
import io.registrysidecar.advisory.Severity;
import io.registrysidecar.advisory.db.AffectedRow.Bound;
import io.registrysidecar.advisory.db.AffectedRow.Kind;
import io.registrysidecar.advisory.db.UnusableDatabase.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found in a database, and that no damage to its file goes unnoticed. */
final class AdvisoryDatabaseTest {

  private static final String VECTOR = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";

  @TempDir Path dir;

  @Test
  void rowsAreFoundByEcosystemAndName() throws IOException {
    AdvisoryDatabase database =
        Databases.of(
            dir,
            osv("GHSA-2").affects("npm", "lodash").from("0").fixedIn("4.17.21"),
            osv("GHSA-1").affects("npm", "lodash").from("0").affects("npm", "lodash-es").from("0"),
            osv("CVE-2026-1")
                .affects("Debian:12", "lodash")
                .from("0")
                .affects("Alpine:v3.20", "a")
                .from("0"));

    assertThat(database.affected("npm", "lodash"))
        .extracting(row -> database.advisory(row).id())
        .containsExactly("GHSA-1", "GHSA-2");
    assertThat(database.affected("npm", "lodash-es")).hasSize(1);
    assertThat(database.affected("Debian:12", "lodash")).hasSize(1);
    assertThat(database.affected("Debian:13", "lodash")).isEmpty();
    assertThat(database.affected("Debian", "lodash")).isEmpty();
    assertThat(database.affected("npm", "lodas")).isEmpty();
    assertThat(database.affected("npm", "lodash-")).isEmpty();
    assertThat(database.affected("npm", "zzz")).isEmpty();
    assertThat(database.affected("npm", "")).isEmpty();
    assertThat(database.affected("nothing", "lodash")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PyPI, Django_Rest.Framework, PyPI, django-rest-framework",
    "PyPI, a--b, PyPI, A_.b",
    "NuGet, Newtonsoft.Json, NuGet, newtonsoft.JSON",
    "Packagist, Vendor/Package, Packagist, vendor/package",
    "GitHub Actions, Actions/Checkout, GitHub Actions, actions/checkout",
    "Go, github.com/A/b, Go, github.com/a/b",
    "Maven:https://example.org/m2, a:b, Maven, a:b"
  })
  void spellingsThatAnEcosystemHoldsEqualFindTheSame(
      String ecosystem, String published, String asked, String name) throws IOException {
    AdvisoryDatabase database =
        Databases.of(dir, osv("X-1").affects(ecosystem, published).from("0"));

    assertThat(database.affected(asked, name)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"npm, Lodash, lodash", "Maven, a:B, a:b"})
  void otherwiseCaseMatters(String ecosystem, String published, String name) throws IOException {
    AdvisoryDatabase database =
        Databases.of(dir, osv("X-1").affects(ecosystem, published).from("0"));

    assertThat(database.affected(ecosystem, name)).isEmpty();
    assertThat(database.affected(ecosystem, published)).hasSize(1);
  }

  @Test
  void namesThatBeginAlikeAreToldApart() throws IOException {
    List<String> names = List.of("a", "ab", "abc", "abd", "abé", "b", "ba", "é", "éa", "😀");
    Osv record = osv("X-1");
    names.forEach(name -> record.affects("npm", name).from("0"));
    AdvisoryDatabase database = Databases.of(dir, record);

    assertThat(names).allSatisfy(name -> assertThat(database.affected("npm", name)).hasSize(1));
    assertThat(List.of("", "A", "aa", "abcd", "abe", "ac", "abéa", "bb", "c", "éb", "�"))
        .allSatisfy(name -> assertThat(database.affected("npm", name)).isEmpty());
  }

  @Test
  void aRowKeepsItsRangesInPublishedOrder() throws IOException {
    AdvisoryDatabase database =
        Databases.of(
            dir,
            osv("X-1").affects("npm", "a").from("1.0").fixedIn("1.5").andFrom("2.0").upTo("2.3"),
            osv("X-2").affects("npm", "b").from("0").from("3"));

    assertThat(database.affected("npm", "a").getFirst().ranges())
        .containsExactly(
            List.of(
                new Bound(Kind.INTRODUCED, "1.0"),
                new Bound(Kind.FIXED, "1.5"),
                new Bound(Kind.INTRODUCED, "2.0"),
                new Bound(Kind.LAST_AFFECTED, "2.3")));
    assertThat(database.affected("npm", "b").getFirst().ranges())
        .containsExactly(
            List.of(new Bound(Kind.INTRODUCED, "0")), List.of(new Bound(Kind.INTRODUCED, "3")));
  }

  @Test
  void whatAPublisherSaysOfSeverityAndStatusIsKept() throws IOException {
    AdvisoryDatabase database =
        Databases.of(
            dir,
            osv("CVE-2026-1")
                .rated("CVSS_V3", VECTOR)
                .affects("Debian:12", "a")
                .from("0")
                .ecosystemSpecific("urgency", "unimportant")
                .affects("Debian:12", "b")
                .from("0")
                .ecosystemSpecific("urgency", "end-of-life")
                .affects("Debian:12", "c")
                .from("0")
                .ecosystemSpecific("urgency", "not yet assigned"),
            osv("UBUNTU-CVE-2026-1")
                .rated("Ubuntu", "medium")
                .affects("Ubuntu:22.04:LTS", "a")
                .from("0")
                .ecosystemSpecific("status", "deferred"),
            osv("GHSA-1").word("MODERATE").affects("npm", "a").from("0"),
            osv("BIT-1").affects("Bitnami", "a").rated("CVSS_V3", VECTOR).from("0"));

    assertThat(database.affected("Debian:12", "a").getFirst().severity())
        .isEqualTo(Severity.NEGLIGIBLE);
    assertThat(database.affected("Debian:12", "b").getFirst().status())
        .isEqualTo(Status.END_OF_LIFE);
    AffectedRow unassigned = database.affected("Debian:12", "c").getFirst();
    assertThat(unassigned.severity()).isNull();
    assertThat(unassigned.status()).isEqualTo(Status.AFFECTED);
    assertThat(database.advisory(unassigned).cvss())
        .isEqualTo(new Finding.Cvss("3.1", VECTOR, 9.8));
    AffectedRow ubuntu = database.affected("Ubuntu:22.04:LTS", "a").getFirst();
    assertThat(ubuntu.status()).isEqualTo(Status.DEFERRED);
    assertThat(database.advisory(ubuntu).severity()).isEqualTo(Severity.MEDIUM);
    assertThat(database.advisory(database.affected("npm", "a").getFirst()).severity())
        .isEqualTo(Severity.MEDIUM);
    assertThat(database.affected("Bitnami", "a").getFirst().cvss()).isNotNull();
  }

  @Test
  void theNewestCvssVersionIsKeptAndBrokenVectorsAreNot() throws IOException {
    String v4 = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N";
    AdvisoryDatabase database =
        Databases.of(
            dir,
            osv("X-1").rated("CVSS_V4", v4).rated("CVSS_V3", VECTOR),
            osv("X-2").rated("CVSS_V4", "CVSS:4.0/broken").rated("CVSS_V3", VECTOR),
            osv("X-3").rated("CVSS_V3", "high"));

    assertThat(cvss(database, "X-1")).isEqualTo(new Finding.Cvss("4.0", v4, 9.3));
    assertThat(cvss(database, "X-2")).isEqualTo(new Finding.Cvss("3.1", VECTOR, 9.8));
    assertThat(cvss(database, "X-3")).isNull();
  }

  private static Finding.@org.jspecify.annotations.Nullable Cvss cvss(
      AdvisoryDatabase database, String id) throws IOException {
    return database.advisory(id).orElseThrow().cvss();
  }

  @Test
  void informationalRecordsAreNoVulnerabilities() throws IOException {
    AdvisoryDatabase database =
        Databases.of(
            dir,
            osv("RUSTSEC-1")
                .affects("crates.io", "a")
                .from("0")
                .databaseSpecific("informational", "unmaintained"),
            osv("RUSTSEC-2").affects("crates.io", "a").from("0"));

    assertThat(database.affected("crates.io", "a"))
        .extracting(row -> database.advisory(row).id())
        .containsExactly("RUSTSEC-2");
  }

  @Test
  void advisoriesAreFoundByIdentifier() throws IOException {
    AdvisoryDatabase database =
        Databases.of(
            dir, osv("B-1"), osv("A-1").aliases("C-1"), osv("Ä-1"), osv("A-10"), osv("𝄞-1"));

    for (String id : List.of("A-1", "A-10", "B-1", "Ä-1", "𝄞-1")) {
      assertThat(database.advisory(id)).map(Advisory::id).contains(id);
    }
    assertThat(database.advisory("C-1")).isEmpty();
    assertThat(database.advisory("")).isEmpty();
  }

  @Test
  void everyChangedOctetIsNoticed() throws IOException {
    Path file = dir.resolve("advisories.db");
    Databases.build(
        file,
        osv("GHSA-1")
            .aliases("CVE-1")
            .rated("CVSS_V3", VECTOR)
            .affects("npm", "lodash")
            .from("0")
            .fixedIn("4.17.21"),
        osv("CVE-2026-1")
            .affects("Debian:12", "openssl")
            .from("1")
            .upTo("2")
            .affects("Debian:13", "b")
            .versions("1"));
    byte[] whole = Files.readAllBytes(file);

    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x10;
      // The old file stays mapped, so the damaged one gets a name of its own.
      Path copy = Files.write(dir.resolve("damaged-" + at), damaged);
      assertThatExceptionOfType(UnusableDatabase.class)
          .as("octet %d of %d", at, whole.length)
          .isThrownBy(() -> AdvisoryDatabase.open(copy).verify())
          .withMessageContaining("registry-sidecar db import");
      Files.delete(copy);
    }
  }

  @Test
  void everyTruncationIsNoticedWhenItIsOpened() throws IOException {
    Path file = dir.resolve("advisories.db");
    Databases.build(file, osv("GHSA-1").affects("npm", "lodash").from("0"));
    byte[] whole = Files.readAllBytes(file);

    for (int length = 0; length < whole.length; length++) {
      Path copy = Files.write(dir.resolve("short-" + length), Arrays.copyOf(whole, length));
      assertThatExceptionOfType(UnusableDatabase.class)
          .as("%d of %d octets", length, whole.length)
          .isThrownBy(() -> AdvisoryDatabase.open(copy));
      Files.delete(copy);
    }
  }

  @Test
  void whatIsNoDatabaseIsNotTakenForADamagedOne() throws IOException {
    assertReason(dir.resolve("missing"), Reason.UNREADABLE);
    assertReason(Files.write(dir.resolve("empty"), new byte[0]), Reason.NOT_A_DATABASE);
    assertReason(
        Files.write(dir.resolve("text"), "hello, world\n".repeat(100).getBytes(UTF_8)),
        Reason.NOT_A_DATABASE);
    Databases.build(dir.resolve("advisories.db"), osv("A-1"));
    byte[] other = Files.readAllBytes(dir.resolve("advisories.db"));
    other[8] = 99;
    assertReason(Files.write(dir.resolve("other"), other), Reason.OTHER_FORMAT);
    other[8] = FileLayout.FORMAT;
    other[30] ^= 1;
    assertReason(Files.write(dir.resolve("corrupt"), other), Reason.CORRUPT);
  }

  private static void assertReason(Path file, Reason reason) {
    assertThatExceptionOfType(UnusableDatabase.class)
        .isThrownBy(() -> AdvisoryDatabase.open(file))
        .withMessageContaining(file.toString())
        .withMessageContaining("registry-sidecar db import")
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
