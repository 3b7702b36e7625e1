package io.registrysidecar.image.inflate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every decompressor of gzip promises, whoever inflates. One subclass for each. */
abstract class GzipContract extends DecompressorContract {

  private static final byte[] PLAIN = "what a layer holds".getBytes(US_ASCII);

  @Override
  byte[] compress(byte[] plain) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(plain);
    }
    return compressed.toByteArray();
  }

  @ParameterizedTest
  @MethodSource("wrongLayers")
  void whatIsWrongIsSaid(CorruptLayers.Defect defect) throws IOException {
    defect.check(Outcome.of(decompressor(), defect.layer()));
  }

  static List<CorruptLayers.Defect> wrongLayers() {
    return CorruptLayers.of("gzip");
  }

  @Test
  void manySmallMembersAreReadAsOneStream() throws IOException {
    byte[] plain = bytes(700_000);
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    for (int from = 0; from < plain.length; from += 777) {
      members.writeBytes(
          compress(Arrays.copyOfRange(plain, from, Math.min(from + 777, plain.length))));
    }

    assertThat(decompress(members.toByteArray())).isEqualTo(plain);
  }

  @Test
  void membersOfEverySizeAreReadAsOneStream() throws IOException {
    byte[] small = bytes(1000);
    byte[] large = bytes(12_000_000);

    byte[] members = concat(compress(small), compress(large), compress(small));

    assertThat(decompress(members)).isEqualTo(concat(small, large, small));
  }

  @Test
  void zerosAfterTheLastMemberAreIgnoredWithoutAWord() throws IOException {
    assertThat(decompress(concat(compress(PLAIN), new byte[1000]))).isEqualTo(PLAIN);
    assertThat(remarks).isEmpty();
  }

  @Test
  void otherBytesAfterTheLastMemberAreIgnoredWithARemark() throws IOException {
    byte[] tail = "signature of some tool".getBytes(US_ASCII);

    assertThat(decompress(concat(compress(PLAIN), tail))).isEqualTo(PLAIN);
    assertThat(remarks).containsExactly("the 22 bytes after its last gzip member were ignored");
  }

  @Test
  void aWrongChecksumIsCorrupt() throws IOException {
    byte[] compressed = compress(PLAIN);
    compressed[compressed.length - 8] ^= 1;

    assertThatThrownBy(() -> decompress(compressed))
        .isInstanceOf(CorruptStream.class)
        .hasMessageContaining("checksum is wrong (gzip member 1, which begins at byte 0)");
  }

  @Test
  void aLyingSizeIsCorrupt() throws IOException {
    byte[] compressed = compress(PLAIN);
    compressed[compressed.length - 1] = 0x7f;

    assertThatThrownBy(() -> decompress(compressed))
        .isInstanceOf(CorruptStream.class)
        .hasMessageContaining("wrong size");
  }

  @Test
  void everyOptionalFieldOfTheHeaderIsPassedOver() throws IOException {
    byte[] plainHeader = compress(PLAIN);
    byte[] header = {0x1f, (byte) 0x8b, 8, 0b11111, 0, 0, 0, 0, 0, 0};
    byte[] fields =
        concat(
            new byte[] {4, 0, 1, 2, 3, 4},
            "name\0".getBytes(US_ASCII),
            "comment\0".getBytes(US_ASCII),
            new byte[] {9, 9});
    byte[] rest = Arrays.copyOfRange(plainHeader, 10, plainHeader.length);

    assertThat(decompress(concat(header, fields, rest))).isEqualTo(PLAIN);
  }

  @Test
  void aNameWithoutEndIsCorrupt() {
    byte[] header = {0x1f, (byte) 0x8b, 8, 0b1000, 0, 0, 0, 0, 0, 0};
    byte[] name = new byte[100_000];
    Arrays.fill(name, (byte) 'x');

    assertThatThrownBy(() -> decompress(concat(header, name)))
        .isInstanceOf(CorruptStream.class)
        .hasMessageContaining("without end");
  }

  @Test
  void anUnknownMethodAndReservedFlagsAreCorrupt() {
    byte[] method = {0x1f, (byte) 0x8b, 7, 0, 0, 0, 0, 0, 0, 0};
    byte[] flags = {0x1f, (byte) 0x8b, 8, (byte) 0x80, 0, 0, 0, 0, 0, 0};

    assertThatThrownBy(() -> decompress(method)).hasMessageContaining("unknown method");
    assertThatThrownBy(() -> decompress(flags)).hasMessageContaining("reserved flags");
  }
}
