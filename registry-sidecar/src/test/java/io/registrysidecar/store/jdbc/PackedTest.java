package io.registrysidecar.store.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
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
    for (byte[] damaged :
        new byte[][] {new byte[0], {1, 2, 3}, Arrays.copyOf(packed, packed.length / 2)}) {
      assertThatThrownBy(() -> Packed.unpack(damaged))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("the database is damaged");
    }
  }
}
