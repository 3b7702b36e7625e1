package io.registrysidecar.image.tar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.image.inflate.CorruptStream;
import io.registrysidecar.image.inflate.Windows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarReaderTest {

  private static final String LONG_PATH =
      "directory-with-a-name-of-some-length/".repeat(4) + "file.txt";

  @ParameterizedTest
  @ValueSource(strings = {"long-gnu", "long-posix", "long-ustar"})
  void namesOfAnyLengthAreReadInEachFormat(String fixture) throws IOException {
    assertThat(read(fixture(fixture), 4096))
        .contains(new Read(TarEntry.Type.FILE, LONG_PATH, "", "long\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"long-gnu", "long-posix"})
  void linksOfAnyLengthAreReadInEachFormat(String fixture) throws IOException {
    assertThat(read(fixture(fixture), 4096))
        .contains(new Read(TarEntry.Type.SYMBOLIC_LINK, "soft", LONG_PATH, ""));
  }

  @Test
  void theOldestFormatIsRead() throws IOException {
    assertThat(read(fixture("v7"), 4096))
        .containsExactly(new Read(TarEntry.Type.FILE, "after.txt", "", "after\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sparse-gnu", "sparse-pax-0.0", "sparse-pax-0.1", "sparse-pax-1.0"})
  void holesOfSparseFilesAreZeros(String fixture) throws IOException {
    TarReader tar = new TarReader(new Chunks(fixture(fixture), 1000));

    TarEntry sparse = tar.next();
    byte[] content = tar.content().readAllBytes();

    assertThat(sparse).isNotNull();
    assertThat(new String(sparse.name(), UTF_8)).isEqualTo("sparse.bin");
    assertThat(sparse.size()).isEqualTo(3_000_000);
    byte[] expected = new byte[3_000_000];
    for (int i = 0; i < 12; i++) {
      Arrays.fill(expected, i * 200_000, i * 200_000 + 4096, (byte) ('A' + i));
    }
    assertThat(content).isEqualTo(expected);
    assertThat(tar.next()).extracting(TarEntry::size).isEqualTo(6L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sparse-gnu", "sparse-pax-0.0", "sparse-pax-0.1", "sparse-pax-1.0"})
  void aSparseFileThatNobodyReadsIsPassedOver(String fixture) throws IOException {
    TarReader tar = new TarReader(new Chunks(fixture(fixture), 1000));

    assertThat(tar.next()).extracting(TarEntry::size).isEqualTo(3_000_000L);
    assertThat(tar.next()).extracting(TarEntry::size).isEqualTo(6L);
    assertThat(tar.next()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 511, 512, 513, 100_000})
  void windowsMayEndAnywhere(int window) throws IOException {
    assertThat(read(fixture("long-posix"), window)).hasSize(3);
  }

  @Test
  void contentThatWasNotReadIsPassedOver() throws IOException {
    byte[] tar = tar(entry("a", 10_000), entry("b", 600), entry("c", 0));
    TarReader reader = new TarReader(new Chunks(tar, 777));

    reader.next();
    assertThat(reader.content().readNBytes(17)).hasSize(17);
    reader.next();
    assertThat(reader.next()).extracting(TarEntry::size).isEqualTo(0L);
    assertThat(reader.next()).isNull();
  }

  @Test
  void sizesBeyondEightGibibytesAreRead() throws IOException {
    for (int mode :
        new int[] {TarArchiveOutputStream.BIGNUMBER_STAR, TarArchiveOutputStream.BIGNUMBER_POSIX}) {
      byte[] header = header("big", 20L << 30, mode);

      assertThat(new TarReader(new Chunks(header, 4096)).next())
          .extracting(TarEntry::size)
          .isEqualTo(20L << 30);
    }
  }

  @Test
  void aNegativeSizeIsCorrupt() {
    byte[] tar = tar(entry("a", 0));
    Arrays.fill(tar, 124, 136, (byte) 0xff);
    fixChecksum(tar);

    assertCorrupt(tar, "negative size");
  }

  @Test
  void aSizeBeyondWhatFollowsIsCorrupt() {
    byte[] tar = tar(entry("a", 0));
    System.arraycopy("77777777777".getBytes(UTF_8), 0, tar, 124, 11);
    fixChecksum(tar);

    assertCorrupt(tar, "ends within the content of an entry");
  }

  @Test
  void aWrongChecksumIsCorrupt() {
    byte[] tar = tar(entry("a", 0));
    tar[0] = 'b';

    assertCorrupt(tar, "wrong checksum (at byte 0 of the tar stream)");
  }

  @Test
  void aNumberThatIsNotOctalIsCorrupt() {
    byte[] tar = tar(entry("a", 0));
    tar[130] = '9';
    fixChecksum(tar);

    assertCorrupt(tar, "not octal");
  }

  @Test
  void zerosBetweenEntriesAreCorrupt() {
    byte[] one = Arrays.copyOf(tar(entry("a", 0)), 512);
    byte[] tar = Arrays.copyOf(one, 512 * 3);
    System.arraycopy(one, 0, tar, 1024, 512);

    assertCorrupt(tar, "zeros stands between entries");
  }

  @Test
  void aStreamMayEndWithoutTheBlocksOfZeros() throws IOException {
    byte[] tar = Arrays.copyOf(tar(entry("a", 512)), 1024);

    assertThat(read(tar, 4096)).hasSize(1);
  }

  @Test
  void extendedHeadersAreBounded() {
    byte[] header = header("x", 2L << 20, TarArchiveOutputStream.BIGNUMBER_STAR);
    header[156] = 'x';
    fixChecksum(header);

    assertCorrupt(header, "more than 1048576 bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9999999 path=a\n",
        "5 path=a\n",
        "path=a\n",
        "11 path-abc\n",
        "0 a=b\n",
        "12 size=-10\n",
        "99999999999999999999 path=a\n",
      })
  void malformedExtendedHeadersAreCorrupt(String records) {
    byte[] header = Arrays.copyOf(header("x", records.length(), 0), 512);
    header[156] = 'x';
    fixChecksum(header);
    byte[] follower = tar(entry("a", 0));
    byte[] tar = Arrays.copyOf(header, 1024 + follower.length);
    System.arraycopy(records.getBytes(UTF_8), 0, tar, 512, records.length());
    System.arraycopy(follower, 0, tar, 1024, follower.length);

    assertThatThrownBy(() -> read(tar, 4096)).isInstanceOf(CorruptTar.class);
  }

  @Test
  void arbitraryChangesGiveCorruptStreamsAndNothingElse() throws IOException {
    int corrupt = 0;
    for (String fixture : List.of("sparse-gnu", "sparse-pax-0.1", "sparse-pax-1.0", "long-posix")) {
      byte[] sound = fixture(fixture);
      for (int seed = 0; seed < 200; seed++) {
        byte[] changed = sound.clone();
        Random random = new Random(seed);
        // In the headers and maps, where a change means something.
        changed[random.nextInt(2048)] = (byte) random.nextInt();
        fixChecksum(changed);
        try {
          pass(changed);
        } catch (CorruptStream e) {
          corrupt++;
        }
      }
    }
    assertThat(corrupt).isBetween(100, 799);
  }

  private static void assertCorrupt(byte[] tar, String message) {
    assertThatThrownBy(() -> read(tar, 4096))
        .isInstanceOf(CorruptTar.class)
        .hasMessageContaining(message);
  }

  /** Reads everything and keeps nothing. */
  private static void pass(byte[] tar) throws IOException {
    TarReader reader = new TarReader(new Chunks(tar, 4096));
    while (reader.next() != null) {
      reader.content().transferTo(OutputStream.nullOutputStream());
    }
  }

  private static List<Read> read(byte[] tar, int window) throws IOException {
    TarReader reader = new TarReader(new Chunks(tar, window));
    List<Read> entries = new ArrayList<>();
    for (TarEntry entry = reader.next(); entry != null; entry = reader.next()) {
      entries.add(
          new Read(
              entry.type(),
              new String(entry.name(), UTF_8),
              new String(entry.link(), UTF_8),
              new String(reader.content().readAllBytes(), UTF_8)));
    }
    return entries;
  }

  private static byte[] fixture(String name) throws IOException {
    try (InputStream in =
        new GZIPInputStream(
            TarReaderTest.class.getResourceAsStream("/image/tar/" + name + ".tar.gz"))) {
      return in.readAllBytes();
    }
  }

  private static TarArchiveEntry entry(String name, int size) {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(size);
    return entry;
  }

  private static byte[] tar(TarArchiveEntry... entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (TarArchiveEntry entry : entries) {
        tar.putArchiveEntry(entry);
        tar.write(new byte[(int) entry.getSize()]);
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  /** The header of an entry whose content does not follow. */
  private static byte[] header(String name, long size, int bigNumbers) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, 512);
    tar.setBigNumberMode(bigNumbers);
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(size);
    try {
      tar.putArchiveEntry(entry);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private static void fixChecksum(byte[] tar) {
    Arrays.fill(tar, 148, 156, (byte) ' ');
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += tar[i] & 0xff;
    }
    System.arraycopy("%06o\0 ".formatted(sum).getBytes(UTF_8), 0, tar, 148, 8);
  }

  private record Read(TarEntry.Type type, String name, String link, String content) {}

  /** Bytes in windows of one size. */
  private static final class Chunks implements Windows {
    private final byte[] bytes;
    private final int size;
    private int position;

    Chunks(byte[] bytes, int size) {
      this.bytes = bytes;
      this.size = size;
    }

    @Override
    public ByteBuffer next() {
      int count = Math.min(size, bytes.length - position);
      ByteBuffer window = ByteBuffer.wrap(bytes, position, count);
      position += count;
      return window;
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
