package io.registrysidecar.image.inflate;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes. In an ordinary test run these are the layers that are wrong in one way each; {@code
 * e2e/fuzz} searches for others.
 */
class LayerFuzzTest {

  @MethodSource("gzipLayers")
  @FuzzTest(maxDuration = "5m")
  void gzipIsTheSameWhoeverInflates(byte[] layer) throws IOException {
    GzipDifferenceTest.agreed(layer, "fuzzed");
  }

  @MethodSource("zstdLayers")
  @FuzzTest(maxDuration = "5m")
  void zstdIsReadOrRefused(byte[] layer) throws IOException {
    Outcome.of(new Zstd(), layer);
  }

  static Stream<byte[]> gzipLayers() {
    return CorruptLayers.of("gzip").stream().map(CorruptLayers.Defect::layer);
  }

  static Stream<byte[]> zstdLayers() {
    return CorruptLayers.of("zstd").stream().map(CorruptLayers.Defect::layer);
  }
}
