package io.registrysidecar.image.inflate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ZstdTest extends DecompressorContract {

  @Override
  Decompressor decompressor() {
    return new Zstd();
  }

  @Override
  byte[] compress(byte[] plain) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (ZstdOutputStream zstd = new ZstdOutputStream(compressed)) {
      zstd.setChecksum(true);
      zstd.write(plain);
    }
    return compressed.toByteArray();
  }

  @ParameterizedTest
  @MethodSource("wrongLayers")
  void whatIsWrongIsSaid(CorruptLayers.Defect defect) throws IOException {
    defect.check(Outcome.of(decompressor(), defect.layer()));
  }

  static List<CorruptLayers.Defect> wrongLayers() {
    return CorruptLayers.of("zstd");
  }

  @Test
  void framesThatAreToBeSkippedAreSkipped() throws IOException {
    byte[] plain = "what a layer holds".getBytes(US_ASCII);
    byte[] skippable =
        ByteBuffer.allocate(12)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(0x184d2a53)
            .putInt(4)
            .putInt(42)
            .array();

    assertThat(decompress(concat(skippable, compress(plain), skippable, compress(plain))))
        .isEqualTo(concat(plain, plain));
  }

  @Test
  void aWindowOf128MebibytesIsTheLargest() throws IOException {
    assertThat(decompress(frame(27))).isEqualTo(new byte[] {'a'});
    assertThatThrownBy(() -> decompress(frame(28)))
        .isInstanceOf(CorruptStream.class)
        .hasMessageContaining("memory");
  }

  /** One letter in one raw block of a frame that asks for a window of 2^{@code windowLog} bytes. */
  private static byte[] frame(int windowLog) {
    int lastRawBlockOfOneByte = 1 | (1 << 3);
    return new byte[] {
      0x28,
      (byte) 0xb5,
      0x2f,
      (byte) 0xfd,
      0,
      (byte) ((windowLog - 10) << 3),
      (byte) lastRawBlockOfOneByte,
      0,
      0,
      'a'
    };
  }
}
