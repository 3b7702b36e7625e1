package io.registrysidecar.sign.cbor;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as CBOR; {@code e2e/fuzz} searches for some that are neither read nor refused. */
class CborFuzzTest {

  @MethodSource("items")
  @FuzzTest(maxDuration = "5m")
  void whatIsReadIsTheSameWhenWrittenAndReadAgain(byte[] bytes) throws MalformedCbor {
    CborItem item;
    try {
      item = CborReader.read(bytes);
    } catch (MalformedCbor _) {
      return;
    }
    byte[] written = CborWriter.write(item);
    assertThat(written).hasSameSizeAs(bytes);
    assertThat(CborReader.read(written)).isEqualTo(item);
  }

  static Stream<byte[]> items() {
    return Stream.of("d28443a1012680404040", "a26161016162820203", "3b7fffffffffffffff", "9fff")
        .map(HexFormat.of()::parseHex);
  }
}
