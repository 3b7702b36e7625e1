package io.registrysidecar.advisory.db;

import static io.registrysidecar.advisory.Osv.osv;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.registrysidecar.advisory.DatabaseInfo.Feed;
import io.registrysidecar.advisory.Osv;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From records to a database file: what is counted, what is left out, and that nothing half-done is
 * ever seen.
 */
final class AdvisoryImportTest {

  private static final Osv LODASH =
      osv("GHSA-1").affects("npm", "lodash").from("0").fixedIn("4.17.21");
  private static final Osv OPENSSL =
      osv("CVE-2026-1")
          .affects("Debian:12", "openssl")
          .from("0")
          .affects("Debian:13", "openssl")
          .from("0");

  @TempDir Path dir;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = dir.resolve("sub/advisories.db");
  }

  @Test
  void saysWhatItDid() throws IOException {
    ImportResult result =
        build(
            LODASH.json(),
            OPENSSL.json(),
            osv("GHSA-2").withdrawn().affects("npm", "a").from("0").json(),
            "{\"id\": \"GHSA-3\", \"affected\": 7}",
            "not a record");

    assertThat(result.read()).isEqualTo(5);
    assertThat(result.withdrawn()).isEqualTo(1);
    assertThat(result.rejected()).isEqualTo(2);
    assertThat(result.examples())
        .extracting(ImportResult.Rejected::id)
        .containsExactlyInAnyOrder("GHSA-3", "test.jsonl line 5");
    assertThat(result.info().records()).isEqualTo(2);
    assertThat(result.info().rows())
        .containsOnly(
            java.util.Map.entry("Debian:12", 1),
            java.util.Map.entry("Debian:13", 1),
            java.util.Map.entry("npm", 1));
    assertThat(result.info().builtAt()).isEqualTo(Databases.NOW);
    assertThat(result.info().sample()).isFalse();
    assertThat(AdvisoryDatabase.open(file).info()).isEqualTo(result.info());
  }

  @Test
  void theVersionIsTheContents() throws IOException {
    String version = build(LODASH.json(), OPENSSL.json()).info().version();

    assertThat(build(OPENSSL.json(), LODASH.json()).info().version())
        .as("in another order")
        .isEqualTo(version);
    assertThat(build(OPENSSL.json(), LODASH.json(), OPENSSL.json()).info().version())
        .as("one of them twice")
        .isEqualTo(version);
    assertThat(
            Databases.build(
                    file,
                    InstantSource.fixed(Databases.NOW.plusSeconds(86_400)),
                    Osv.lines(List.of(LODASH, OPENSSL)))
                .info()
                .version())
        .as("at another time")
        .isEqualTo(version);
    assertThat(build(LODASH.json()).info().version()).isNotEqualTo(version);
    assertThat(
            build(
                    osv("GHSA-1").affects("npm", "lodash").from("0").fixedIn("4.17.22").json(),
                    OPENSSL.json())
                .info()
                .version())
        .isNotEqualTo(version);
  }

  @Test
  void equalRecordsMakeEqualFiles() throws IOException {
    build(LODASH.json(), OPENSSL.json());
    byte[] first = Files.readAllBytes(file);
    build(OPENSSL.json(), LODASH.json());

    assertThat(Files.readAllBytes(file)).isEqualTo(first);
  }

  @Test
  void theNewestRecordCountsUnlessItIsFromTheFutureOrFromTheYearOne() throws IOException {
    ImportResult result =
        build(
            osv("GHSA-1").modified("2026-01-05T00:00:00Z").json(),
            osv("GHSA-2").modified("2026-01-04T00:00:00Z").json(),
            osv("GO-2026-1").modified("0001-01-01T00:00:00Z").json(),
            osv("PYSEC-2026-1").modified("9999-12-31T23:59:59Z").json(),
            osv("RUSTSEC-1").modified("no date").json());

    assertThat(result.info().newestRecord()).isEqualTo(Instant.parse("2026-01-05T00:00:00Z"));
    assertThat(result.info().feeds())
        .containsExactly(
            new Feed("GHSA", 2, Instant.parse("2026-01-05T00:00:00Z")),
            new Feed("Go", 1, null),
            new Feed("PyPA", 1, null),
            new Feed("RustSec", 1, null));
  }

  @Test
  void aRecordThatWasTakenBackLaterIsGone() throws IOException {
    ImportResult result =
        build(
            osv("GHSA-1").modified("2026-01-02T00:00:00Z").withdrawn().json(),
            osv("GHSA-1").modified("2026-01-01T00:00:00Z").affects("npm", "a").from("0").json(),
            LODASH.json().replace("GHSA-1", "GHSA-9"));

    assertThat(result.info().records()).isEqualTo(1);
    assertThat(AdvisoryDatabase.open(file).affected("npm", "a")).isEmpty();
  }

  @Test
  void ofARecordThatIsFiledUnderSeveralEcosystemsTheNewestWordOnEachCounts() throws IOException {
    build(
        osv("GHSA-1")
            .modified("2026-01-02T00:00:00Z")
            .affects("Maven", "a:a")
            .from("0")
            .fixedIn("2")
            .json(),
        osv("GHSA-1").modified("2026-01-01T00:00:00Z").affects("Maven", "a:a").from("0").json(),
        osv("GHSA-1")
            .modified("2026-01-01T00:00:00Z")
            .affects("PyPI", "a")
            .from("0")
            .fixedIn("3")
            .json(),
        osv("GHSA-1").modified("2026-01-01T00:00:00Z").affects("PyPI", "b").from("0").json());

    AdvisoryDatabase database = AdvisoryDatabase.open(file);
    assertThat(database.affected("Maven", "a:a"))
        .singleElement()
        .satisfies(row -> assertThat(row.ranges().getFirst().getLast().version()).isEqualTo("2"));
    assertThat(database.affected("PyPI", "a")).hasSize(1);
    assertThat(database.affected("PyPI", "b")).hasSize(1);
    assertThat(database.info().records()).isEqualTo(1);
  }

  @Test
  void aFailedImportLeavesTheOldDatabaseAndNothingElse() throws IOException {
    build(LODASH.json());
    byte[] before = Files.readAllBytes(file);

    assertThatExceptionOfType(ImportFailed.class)
        .isThrownBy(() -> build("no", "record", "anywhere"))
        .withMessageContaining("none of 3 records is usable")
        .withMessageContaining("test.jsonl line");
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
          }
        };
    assertThatExceptionOfType(ImportFailed.class)
        .isThrownBy(() ->
            new AdvisoryImport(InstantSource.system())
                .run("a.jsonl", broken, file, ImportProgress.NONE))
        .withMessageContaining("connection reset");
    assertThatExceptionOfType(ImportFailed.class)
        .isThrownBy(() ->
            new AdvisoryImport(InstantSource.system())
                .run(List.of(dir.resolve("nowhere")), file, ImportProgress.NONE))
        .withMessageContaining("nowhere");

    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files)
          .extracting(path -> path.getFileName().toString())
          .containsExactlyInAnyOrder("advisories.db", ".advisories.db.lock");
    }
  }

  @Test
  void whatAKilledImportLeftBehindIsOverwritten() throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file.resolveSibling(".advisories.db.importing"), new byte[10_000]);

    build(LODASH.json());

    assertThat(AdvisoryDatabase.open(file).info().records()).isEqualTo(1);
    assertThat(file.resolveSibling(".advisories.db.importing")).doesNotExist();
  }

  @Test
  void twoImportsToTheSameFileDoNotMeet() throws IOException {
    build(LODASH.json());
    try (FileChannel channel =
            FileChannel.open(file.resolveSibling(".advisories.db.lock"), StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertThatExceptionOfType(ImportFailed.class)
          .isThrownBy(() -> build(OPENSSL.json()))
          .withMessageContaining("another import");
    }
    assertThat(build(OPENSSL.json()).info().records()).isEqualTo(1);
  }

  @Test
  void aTargetThatCannotBeWrittenIsNamed() throws IOException {
    Files.createDirectories(file.getParent());
    Files.createDirectories(file.resolve("a directory in its place"));

    assertThatExceptionOfType(ImportFailed.class)
        .isThrownBy(() -> build(LODASH.json()))
        .withMessageContaining("write advisory database")
        .withMessageContaining(file.toString());
  }

  @Test
  void progressIsToldFileByFile() throws IOException {
    Files.write(dir.resolve("a.jsonl"), Osv.lines(List.of(LODASH, OPENSSL)));
    Files.write(dir.resolve("b.json"), osv("GHSA-5").bytes());
    List<String> told = new ArrayList<>();

    new AdvisoryImport(InstantSource.system())
        .run(List.of(dir), file, (name, records) -> told.add(name + " " + records));

    assertThat(told).containsExactly("a.jsonl 2", "b.json 3");
  }

  @Test
  void manyRecordsAreCompiledByAllThreads() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      lines.append(
          osv("GHSA-" + i).affects("npm", "p" + i % 100).from("0").fixedIn("1." + i).json());
      lines.append('\n');
    }

    ImportResult result =
        new AdvisoryImport(InstantSource.system())
            .run(
                "many.jsonl",
                new ByteArrayInputStream(lines.toString().getBytes(UTF_8)),
                file,
                ImportProgress.NONE);

    assertThat(result.info().records()).isEqualTo(20_000);
    assertThat(AdvisoryDatabase.open(file).affected("npm", "p7")).hasSize(200);
  }

  private ImportResult build(String... lines) throws ImportFailed {
    return Databases.build(
        file,
        InstantSource.fixed(Databases.NOW),
        (String.join("\n", lines) + "\n").getBytes(UTF_8));
  }
}
