package io.registrysidecar.inventory.maven;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Jars.jar;
import static io.registrysidecar.testing.Jars.maven;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.registrysidecar.testing.Evidence;
import io.registrysidecar.testing.Jars;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Archives that are made to cost more than they look. */
class ArchiveBombTest {

  @Test
  void anArchiveThatUnpacksToManyTimesItsSizeIsNotReadToItsEnd() {
    byte[] zeros = jar().entry("a.jar", new byte[70 << 20]).build();
    assertThat(zeros.length).isLessThan(100_000);

    Evidence evidence = read(zeros);

    assertThat(evidence.notes())
        .extracting("code", "message")
        .containsExactly(
            tuple(
                "archive-limit",
                "the java detector did not read the rest of the archive: it unpacks to more than"
                    + " 200 times its size (layers.archive-ratio)"));
    assertThat(evidence.layer().lasting()).as("more would be read with other settings").isFalse();
  }

  @Test
  void archivesNestedTooDeeplyAreNotRead() {
    byte[] six = maven("org.example", "innermost", "1.0");
    for (int i = 1; i < 6; i++) {
      six = jar().stored("inner.jar", six).build();
    }
    byte[] seven = jar().stored("outer.jar", six).build();

    assertThat(read(six).names()).containsExactly("org.example/innermost 1.0");
    assertThat(read(seven).names()).isEmpty();
    assertThat(read(seven).notes())
        .extracting("code", "message")
        .containsExactly(
            tuple(
                "archive-limit",
                "the java detector did not read"
                    + " outer.jar!/inner.jar!/inner.jar!/inner.jar!/inner.jar!/inner.jar: archives"
                    + " are nested deeper than 6 (layers.archive-depth)"));
  }

  @Test
  void eachLimitCanBeSet() {
    byte[] inner = jar().entry("a.jar", maven("org.example", "a", "1.0")).build();
    byte[] outer = jar().stored("b.jar", inner).build();

    assertThat(read(outer, new ArchiveLimits(2, 1000, 1 << 20, 200)).notes())
        .extracting("message")
        .asString()
        .contains("nested deeper than 2 (layers.archive-depth)");
    assertThat(read(outer, new ArchiveLimits(6, 1, 1 << 20, 200)).notes())
        .extracting("message")
        .asString()
        .contains("more than 1 entries (layers.archive-entries)");
    assertThat(read(outer, new ArchiveLimits(6, 1000, 10, 200)).notes())
        .extracting("message")
        .asString()
        .contains("more than 10 bytes (layers.archive-plain-bytes)");
  }

  @Test
  void manyArchivesOfZerosAreNoCheaperTogether() {
    Jars many = jar();
    for (int i = 0; i < 10; i++) {
      many.entry(i + ".jar", new byte[7 << 20]);
    }

    Evidence evidence = read(many.build());

    assertThat(evidence.codes()).contains("archive-limit");
  }

  @Test
  void anArchiveOfZerosAsLargeAsOthersIsOnlyDamaged() {
    assertThat(read(jar().entry("a.jar", new byte[7 << 20]).build()).notes())
        .extracting("message")
        .containsExactly("a.jar was not read: it is not a zip file, or it is cut off");
  }

  @Test
  void entriesThatShareTheirBytesAreReadOnce() {
    byte[] shared = sharing(jar().stored("a.jar", maven("org.example", "a", "1.0")).build(), 1000);

    Evidence evidence = read(shared);

    assertThat(evidence.names()).containsExactly("org.example/a 1.0");
    assertThat(evidence.notes())
        .extracting("code", "message")
        .containsExactly(
            tuple(
                "archive-overlap",
                "999 of 1000 entries share their bytes with others and were not read"));
  }

  @Test
  void archivesOfSharedArchivesDoNotMultiply() {
    byte[] archive = maven("org.example", "innermost", "1.0");
    for (int i = 0; i < 4; i++) {
      archive = sharing(jar().stored("inner.jar", archive).build(), 500);
    }

    Evidence evidence = read(archive);

    assertThat(evidence.names()).containsExactly("org.example/innermost 1.0");
    assertThat(evidence.codes()).hasSize(4).containsOnly("archive-overlap");
  }

  @Test
  void anArchiveOfTooManyArchivesIsNotRead() {
    Jars many = jar();
    for (int i = 0; i <= 50_000; i++) {
      many.stored(i + ".jar", new byte[0]);
    }

    assertThat(read(many.build()).notes())
        .extracting("code", "message")
        .containsExactly(
            tuple(
                "archive-limit",
                "the java detector did not read the rest of the archive: it has more than 50000"
                    + " entries that would be read"));
  }

  @Test
  void longNamesAreBoundedTogether() {
    Jars many = jar();
    for (int i = 0; i < 150; i++) {
      many.stored(i + "x".repeat(60_000) + ".jar", new byte[0]);
    }

    assertThat(read(many.build()).notes())
        .extracting("message")
        .containsExactly(
            "the java detector did not read the rest of the archive: the names of the entries that"
                + " would be read have more than 8388608 bytes");
  }

  @Test
  void aSizeThatIsNegativeIsNoSize() {
    byte[] outer = jar().entry("a.jar", maven("org.example", "a", "1.0")).build();
    int record = indexOf(outer, "PK\1\2");
    byte[] wide = withWideSize(outer, record, -5);

    assertThat(read(wide).notes())
        .extracting("message")
        .containsExactly("a.jar was not read: it claims a negative size");
  }

  /** The same archive with its only entry listed {@code count} times. */
  private static byte[] sharing(byte[] archive, int count) {
    int record = indexOf(archive, "PK\1\2");
    int end = indexOf(archive, "PK\5\6");
    int length = end - record;
    ByteBuffer shared =
        ByteBuffer.allocate(archive.length + (count - 1) * length).order(ByteOrder.LITTLE_ENDIAN);
    shared.put(archive, 0, record);
    for (int i = 0; i < count; i++) {
      shared.put(archive, record, length);
    }
    int newEnd = shared.position();
    shared.put(archive, end, archive.length - end);
    shared.putShort(newEnd + 8, (short) count);
    shared.putShort(newEnd + 10, (short) count);
    shared.putInt(newEnd + 12, count * length);
    return shared.array();
  }

  /** The same archive with a size of 64 bits for its only entry. */
  private static byte[] withWideSize(byte[] archive, int record, long size) {
    int end = indexOf(archive, "PK\5\6");
    ByteBuffer wide = ByteBuffer.allocate(archive.length + 12).order(ByteOrder.LITTLE_ENDIAN);
    wide.put(archive, 0, end);
    wide.putShort((short) 1).putShort((short) 8).putLong(size);
    wide.put(archive, end, archive.length - end);
    Arrays.fill(wide.array(), record + 24, record + 28, (byte) 0xff);
    wide.putShort(record + 30, (short) (wide.getShort(record + 30) + 12));
    wide.putInt(end + 12 + 12, wide.getInt(end + 12 + 12) + 12);
    return wide.array();
  }

  private static Evidence read(byte[] archive) {
    return read(archive, ArchiveLimits.DEFAULT);
  }

  private static Evidence read(byte[] archive, ArchiveLimits limits) {
    return Evidence.of(new JavaArchiveDetector(limits), file("a.jar", archive));
  }

  /** The last place of {@code ascii}, which is in the outermost archive. */
  private static int indexOf(byte[] bytes, String ascii) {
    return new String(bytes, ISO_8859_1).lastIndexOf(ascii);
  }
}
