package io.registrysidecar.image.inflate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class DecompressorsTest {

  @Test
  void whatIsWantedIsChosenAndShown() throws IOException {
    assertThat(Decompressors.choose(Decompressors.Wanted.JDK).description())
        .isEqualTo("gzip (JDK), zstd (zstd-jni)");

    Inflaters.assumeIsal();
    assertThat(Decompressors.choose(Decompressors.Wanted.ISAL).description())
        .isEqualTo("gzip (ISA-L), zstd (zstd-jni)");
    assertThat(Decompressors.choose(Decompressors.Wanted.AUTO).description())
        .isEqualTo("gzip (ISA-L), zstd (zstd-jni)");
  }

  @Test
  void whatNobodyUndoesHasNoDecompressor() {
    assertThat(Decompressors.standard().of(Compression.XZ)).isNull();
    assertThat(Decompressors.standard().of(Compression.BZIP2)).isNull();
  }

  @Test
  void smallAndLargeStreamsAreReadWhoeverReadsThem() throws IOException {
    byte[] plain = "what a layer holds".getBytes(US_ASCII);
    Decompressor gzip =
        requireNonNull(Decompressors.choose(Decompressors.Wanted.AUTO).of(Compression.GZIP));

    assertThat(read(gzip, plain, 100)).isEqualTo(plain);
    assertThat(read(gzip, plain, 1 << 30)).isEqualTo(plain);
    assertThat(read(gzip, plain, 100)).isEqualTo(plain);
  }

  private static byte[] read(Decompressor gzip, byte[] plain, long expected) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(plain);
    }
    CompressedInput input =
        new CompressedInput(
            new ByteArrayInputStream(compressed.toByteArray()),
            expected,
            count -> {},
            System::nanoTime);
    try (Windows windows = gzip.open(input, remark -> {})) {
      byte[] read = new byte[plain.length];
      windows.next().get(read);
      assertThat(windows.next().hasRemaining()).isFalse();
      return read;
    }
  }
}
