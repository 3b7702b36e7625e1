package io.registrysidecar.image.tar;

import static io.registrysidecar.image.tar.Tars.entry;
import static io.registrysidecar.image.tar.Tars.fixture;
import static io.registrysidecar.image.tar.Tars.header;
import static io.registrysidecar.image.tar.Tars.read;
import static io.registrysidecar.image.tar.Tars.tar;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every format of tar that layers come in. */
class TarReaderTest {

  private static final String LONG_PATH =
      "directory-with-a-name-of-some-length/".repeat(4) + "file.txt";

  @ParameterizedTest
  @ValueSource(strings = {"long-gnu", "long-posix", "long-ustar"})
  void namesOfAnyLengthAreReadInEachFormat(String fixture) throws IOException {
    assertThat(read(fixture(fixture), 4096))
        .contains(new Tars.Read(TarEntry.Type.FILE, LONG_PATH, "", "long\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"long-gnu", "long-posix"})
  void linksOfAnyLengthAreReadInEachFormat(String fixture) throws IOException {
    assertThat(read(fixture(fixture), 4096))
        .contains(new Tars.Read(TarEntry.Type.SYMBOLIC_LINK, "soft", LONG_PATH, ""));
  }

  @Test
  void theOldestFormatIsRead() throws IOException {
    assertThat(read(fixture("v7"), 4096))
        .containsExactly(new Tars.Read(TarEntry.Type.FILE, "after.txt", "", "after\n"));
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
  void aStreamMayEndWithoutTheBlocksOfZeros() throws IOException {
    byte[] tar = Arrays.copyOf(tar(entry("a", 512)), 1024);

    assertThat(read(tar, 4096)).hasSize(1);
  }
}
