package io.registrysidecar.advisory.feed;

import static io.registrysidecar.advisory.Osv.osv;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.luben.zstd.Zstd;
import io.registrysidecar.advisory.Osv;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where records can lie, and what is done about files that are not what they seem. */
final class OsvFeedTest {

  private static final FeedLimits SMALL = new FeedLimits(2_000, 64, 50, 20_000, 1_000_000);

  private static final byte[] LINES =
      Osv.lines(List.of(osv("A-1"), osv("A-2").aliases("B-2"), osv("A-3")));

  @TempDir Path dir;

  private final OsvFeed feed = new OsvFeed(SMALL);
  private final Collected collected = new Collected();

  @Test
  void aDirectoryIsReadWithAllThatIsBelowIt() throws IOException {
    write("npm/all.zip", zip(Map.of("A-1.json", osv("A-1").bytes())));
    write("npm/modified_id.csv", "2026-01-01T00:00:00Z,A-1\n".getBytes(UTF_8));
    write("Red Hat/A-2.json", osv("A-2").bytes());
    write("Go.jsonl", Osv.lines(List.of(osv("A-3"), osv("A-4"))));
    write("PyPI.jsonl.zst", Zstd.compress(Osv.lines(List.of(osv("A-5")))));
    write("Maven.ndjson.gz", gzip(Osv.lines(List.of(osv("A-6")))));
    write("single.json.gz", gzip(osv("A-7").bytes()));
    write("ecosystems.txt", "npm\n".getBytes(UTF_8));

    feed.read(dir, collected);

    assertThat(collected.ids(SMALL))
        .containsExactlyInAnyOrder("A-1", "A-2", "A-3", "A-4", "A-5", "A-6", "A-7");
    assertThat(collected.rejected).isEmpty();
    assertThat(collected.done)
        .containsExactly(
            "Go.jsonl",
            "Maven.ndjson.gz",
            "PyPI.jsonl.zst",
            "Red Hat/A-2.json",
            "npm/all.zip",
            "single.json.gz");
  }

  @Test
  void aPrettyPrintedRecordIsOneRecord() throws IOException {
    write("A-1.json", "{\n  \"id\":\n  \"A-1\"\n}\n".getBytes(UTF_8));

    feed.read(dir.resolve("A-1.json"), collected);

    assertThat(collected.ids(SMALL)).containsExactly("A-1");
  }

  @Test
  void aStreamIsReadLikeAFileOfItsName() throws IOException {
    feed.read("a.jsonl", new ByteArrayInputStream(LINES), collected);
    feed.read("b.jsonl.zst", new ByteArrayInputStream(Zstd.compress(LINES)), collected);
    feed.read(
        "all.zip",
        new ByteArrayInputStream(zip(Map.of("A-9.json", osv("A-9").bytes()))),
        collected);

    assertThat(collected.ids(SMALL))
        .containsExactly("A-1", "A-2", "A-3", "A-1", "A-2", "A-3", "A-9");
  }

  @Test
  void anEmptyFileHasNoRecords() throws IOException {
    write("empty.jsonl", new byte[0]);
    write("blank.jsonl", "\n\r\n\n".getBytes(UTF_8));

    feed.read(dir, collected);

    assertThat(collected.ids(SMALL)).isEmpty();
    assertThat(collected.rejected).isEmpty();
  }

  @Test
  void aRecordBeyondTheLimitIsRejectedAndTheNextOnesAreRead() throws IOException {
    byte[] huge = osv("HUGE-1").aliases("x".repeat(5_000)).bytes();
    write("a.jsonl", concat(osv("A-1").bytes(), huge, osv("A-2").bytes()));
    write("b.json", huge);
    write("c.zip", zip(Map.of("HUGE-1.json", huge, "A-3.json", osv("A-3").bytes())));

    feed.read(dir, collected);

    assertThat(collected.ids(SMALL)).containsExactlyInAnyOrder("A-1", "A-2", "A-3");
    assertThat(collected.rejected)
        .extracting(MalformedRecord::id)
        .containsExactlyInAnyOrder("a.jsonl line 2", "b.json", "c.zip!/HUGE-1.json");
    assertThat(collected.rejected)
        .allSatisfy(e -> assertThat(e.reason()).contains("larger than 2000 bytes"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.jsonl.zst", "a.jsonl.gz", "a.zip"})
  void aTruncatedFileEndsTheReading(String name) throws IOException {
    byte[] whole =
        switch (name) {
          case "a.jsonl.zst" -> Zstd.compress(LINES);
          case "a.jsonl.gz" -> gzip(LINES);
          default -> zip(Map.of("A-1.json", osv("A-1").bytes(), "A-2.json", osv("A-2").bytes()));
        };
    for (int length = 5; length < whole.length - 1; length += 7) {
      Path file = write(name, Arrays.copyOf(whole, length));
      assertThatExceptionOfType(UnreadableFeed.class)
          .as("%d of %d bytes", length, whole.length)
          .isThrownBy(() -> feed.read(file, collected))
          .withMessageContaining(name)
          .withMessageContaining("etch");
    }
  }

  @Test
  void whatOnlyLooksCompressedEndsTheReading() throws IOException {
    Path zst = write("a.zst", new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 1, 2, 3, 4});
    Path gz = write("a.gz", new byte[] {0x1f, (byte) 0x8b, 1, 2, 3, 4});
    Path zip = write("a.zip", "PK but nothing else".getBytes(UTF_8));

    for (Path file : List.of(zst, gz, zip)) {
      assertThatExceptionOfType(UnreadableFeed.class)
          .isThrownBy(() -> feed.read(file, collected))
          .withMessageContaining(file.toString());
    }
  }

  @Test
  void aZipThatIsNoneIsReadAsWhatItIs() throws IOException {
    Path file = write("all.zip", LINES);

    feed.read(file, collected);

    assertThat(collected.ids(SMALL)).containsExactly("A-1", "A-2", "A-3");
  }

  @Test
  void anEntryThatWasChangedIsRejectedAlone() throws IOException {
    byte[] zip = zip(Map.of("A-1.json", osv("A-1").bytes(), "A-2.json", osv("A-2").bytes()));
    corruptChecksumOf("A-1.json", zip);
    write("all.zip", zip);

    feed.read(dir, collected);

    assertThat(collected.ids(SMALL)).containsExactly("A-2");
    assertThat(collected.rejected)
        .singleElement()
        .satisfies(e -> assertThat(e.reason()).contains("checksum"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bomb.jsonl.zst", "bomb.jsonl.gz"})
  void aDecompressionBombEndsTheReading(String name) throws IOException {
    byte[] zeros = new byte[3_000_000];
    Path file = write(name, name.endsWith("zst") ? Zstd.compress(zeros) : gzip(zeros));

    assertThatExceptionOfType(UnreadableFeed.class)
        .isThrownBy(() -> feed.read(file, collected))
        .withMessageContaining("bomb");
  }

  @Test
  void aZipBombOfManyEntriesEndsTheReading() throws IOException {
    Map<String, byte[]> entries = new java.util.TreeMap<>();
    for (int i = 0; i < 1_000; i++) {
      entries.put(i + ".json", new byte[1_900]);
    }
    FeedLimits strict = new FeedLimits(2_000, 64, 3, 20_000, 1_000_000);
    Path file = write("bomb.zip", zip(entries));

    assertThatExceptionOfType(UnreadableFeed.class)
        .isThrownBy(() -> new OsvFeed(strict).read(file, collected))
        .withMessageContaining("bomb");
  }

  @Test
  void anArchiveFromAStreamIsNotSpooledWithoutEnd() throws IOException {
    FeedLimits tiny = new FeedLimits(2_000, 64, 50, 20_000, 100);
    byte[] zip = zip(Map.of("A-1.json", osv("A-1").bytes(), "A-2.json", osv("A-2").bytes()));

    assertThatExceptionOfType(UnreadableFeed.class)
        .isThrownBy(
            () -> new OsvFeed(tiny).read("all.zip", new ByteArrayInputStream(zip), collected))
        .withMessageContaining("larger than 100 bytes");
  }

  @Test
  void whatDoesNotExistIsSaidSo() {
    assertThatExceptionOfType(UnreadableFeed.class)
        .isThrownBy(() -> feed.read(dir.resolve("nowhere"), collected))
        .withMessageContaining("nowhere")
        .withMessageContaining("no such file or directory");
  }

  private Path write(String name, byte[] content) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return out.toByteArray();
  }

  /** The checksum of a central directory header stands 30 bytes before its name. */
  private static void corruptChecksumOf(String entry, byte[] zip) {
    int name = new String(zip, java.nio.charset.StandardCharsets.ISO_8859_1).lastIndexOf(entry);
    zip[name - 30] ^= 1;
  }

  private static byte[] concat(byte[]... lines) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      out.writeBytes(line);
      out.write('\n');
    }
    return out.toByteArray();
  }
}
