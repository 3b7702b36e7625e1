package io.registrysidecar.image.inflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompressionTest {

  @ParameterizedTest
  @CsvSource({
    "1f8b08000000, GZIP",
    "28b52ffd0458, ZSTD",
    "502a4d180400, ZSTD",
    "5f2a4d180400, ZSTD",
    "602a4d180400, NONE",
    "425a68393141, BZIP2",
    "fd377a585a00, XZ",
    "fd377a585a01, NONE",
    "62696e2f0000, NONE",
    "1f, NONE",
    "'', NONE",
  })
  void theFirstBytesTell(String hex, Compression expected) {
    assertThat(Compression.of(HexFormat.of().parseHex(hex))).isEqualTo(expected);
  }
}
