package io.registrysidecar.image.tar;

import static io.registrysidecar.image.tar.Tars.entry;
import static io.registrysidecar.image.tar.Tars.fixture;
import static io.registrysidecar.image.tar.Tars.header;
import static io.registrysidecar.image.tar.Tars.read;
import static io.registrysidecar.image.tar.Tars.tar;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.image.inflate.CorruptStream;
import io.registrysidecar.testing.TarChecksum;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An archive that is broken is corrupt, and nothing worse. */
class CorruptTarTest {

  @Test
  void aNegativeSizeIsCorrupt() {
    byte[] tar = tar(entry("a", 0));
    Arrays.fill(tar, 124, 136, (byte) 0xff);
    TarChecksum.repair(tar);

    assertCorrupt(tar, "negative size");
  }

  @Test
  void aSizeBeyondWhatFollowsIsCorrupt() {
    byte[] tar = tar(entry("a", 0));
    System.arraycopy("77777777777".getBytes(UTF_8), 0, tar, 124, 11);
    TarChecksum.repair(tar);

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
    TarChecksum.repair(tar);

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
  void extendedHeadersAreBounded() {
    byte[] header = header("x", 2L << 20, TarArchiveOutputStream.BIGNUMBER_STAR);
    header[156] = 'x';
    TarChecksum.repair(header);

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
    TarChecksum.repair(header);
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
        TarChecksum.repair(changed);
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
}
