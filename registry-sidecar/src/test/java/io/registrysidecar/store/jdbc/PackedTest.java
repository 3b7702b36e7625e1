package io.registrysidecar.store.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class PackedTest {

  private static final byte[] JSON = "{\"a\":[1,2,3]}".repeat(1000).getBytes(UTF_8);

  @Test
  void whatIsPackedIsSmallerAndComesBack() {
    byte[] packed = Packed.pack(JSON);

    assertThat(packed.length).isLessThan(JSON.length / 10);
    assertThat(Packed.unpack(packed)).isEqualTo(JSON);
    assertThat(Packed.unpack(Packed.pack(new byte[0]))).isEmpty();
  }

  @Test
  void whatIsSignedIsPackedAsItIsAndTheDocumentComesBackByteForByte() {
    for (int more = 0; more < 3; more++) {
      byte[] said = Arrays.copyOf(JSON, JSON.length + more);
      byte[] document = signed(Base64.getEncoder().encodeToString(said));

      byte[] packed = Packed.pack(document);

      assertThat(packed.length).isLessThan(JSON.length / 10);
      assertThat(Packed.unpack(packed)).isEqualTo(document);
    }
  }

  @Test
  void whatOnlyLooksSignedComesBackByteForByte() {
    String text = Base64.getEncoder().encodeToString(Arrays.copyOf(JSON, JSON.length + 2));
    String bits = text.substring(0, text.length() - 2) + "B=";
    for (String payload :
        new String[] {
          "", "AAAA", text.substring(1), text + "====", text.replace('e', '*'), bits, text + "\n"
        }) {
      byte[] document = signed(payload);

      assertThat(Packed.unpack(Packed.pack(document))).as(payload).isEqualTo(document);
    }
    byte[] open = Arrays.copyOf(signed(text), 4000);
    assertThat(Packed.unpack(Packed.pack(open))).isEqualTo(open);
  }

  private static byte[] signed(String payload) {
    return ("{\"dsseEnvelope\":{\"payload\":\"" + payload + "\",\"signatures\":[]}}")
        .getBytes(UTF_8);
  }

  @Test
  void whatEarlierVersionsPackedComesBack() throws Exception {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(JSON);
    }

    assertThat(Packed.unpack(packed.toByteArray())).isEqualTo(JSON);
  }

  @Test
  void whatIsDamagedIsSaidToBe() {
    byte[] packed = Packed.pack(JSON);
    byte[] signed = Packed.pack(signed(Base64.getEncoder().encodeToString(JSON)));
    byte[] misplaced = signed.clone();
    Arrays.fill(misplaced, 1, 5, (byte) 0x7f);
    for (byte[] damaged :
        new byte[][] {
          new byte[0],
          {1, 2, 3},
          {'S', 0, 0},
          misplaced,
          Arrays.copyOf(signed, signed.length / 2),
          Arrays.copyOf(packed, packed.length / 2)
        }) {
      assertThatThrownBy(() -> Packed.unpack(damaged))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("the database is damaged");
    }
  }
}
