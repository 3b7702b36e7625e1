package io.registrysidecar.image;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.ImageBuilder.tar;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.testing.SeekableLayer;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A layer whose table of contents or whose parts cannot be believed is read whole. */
class DistrustedContentsTest {

  /** What stands before the content of a frame that decoders pass over. */
  private static final int SKIPPABLE_HEADER = 8;

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.registrysidecar.image.TableDefects#all")
  void aTableThatCannotBeTrueIsNotBelieved(String defect, Consumer<ObjectNode> lie)
      throws Exception {
    TrialReading.assertReadWhole(SeekableLayer.eStargz(TrialReading.TAR, 2_000, lie));
    TrialReading.assertReadWhole(SeekableLayer.zstdChunked(TrialReading.TAR, 2_000, lie));
  }

  @Test
  void aTableThatIsNotWhatTheManifestPromisesIsNotBelieved() throws Exception {
    String other = Digest.sha256(new byte[0]).toString();
    SeekableLayer layer = SeekableLayer.eStargz(TrialReading.TAR, 2_000);
    TrialReading.assertReadWhole(
        layer.with(Map.of("containerd.io/snapshot/stargz/toc.digest", other)));

    SeekableLayer chunked = SeekableLayer.zstdChunked(TrialReading.TAR, 2_000);
    Map<String, String> annotations = new HashMap<>(chunked.descriptor().annotations());
    annotations.put("io.github.containers.zstd-chunked.manifest-checksum", other);
    TrialReading.assertReadWhole(chunked.with(annotations));
  }

  @Test
  void aTablePromisedTwiceIsNotBelieved() throws Exception {
    SeekableLayer layer = SeekableLayer.eStargz(TrialReading.TAR, 2_000);
    Map<String, String> both = new HashMap<>(layer.descriptor().annotations());
    both.putAll(SeekableLayer.zstdChunked(TrialReading.TAR, 2_000).descriptor().annotations());

    TrialReading.assertReadWhole(layer.with(both));
  }

  @Test
  void aManifestCannotChooseWhichBytesAreTheTable() throws Exception {
    SeekableLayer layer = SeekableLayer.zstdChunked(TrialReading.TAR, 2_000);
    Map<String, String> moved = new HashMap<>(layer.descriptor().annotations());
    moved.merge(
        "io.github.containers.zstd-chunked.manifest-position", "", (position, _) -> "1" + position);

    TrialReading.assertReadWhole(layer.with(moved));
  }

  @Test
  void ofTwoTablesInABlobOnlyTheOneThatItsFooterNamesIsBelieved() throws Exception {
    SeekableLayer layer = SeekableLayer.zstdChunked(TrialReading.TAR, 1 << 20);
    String position = "io.github.containers.zstd-chunked.manifest-position";
    Map<String, String> annotations = new HashMap<>(layer.descriptor().annotations());
    String[] numbers = requireNonNull(annotations.get(position)).split(":", -1);
    int begin = Integer.parseInt(numbers[0]) - SKIPPABLE_HEADER;
    int end = begin + SKIPPABLE_HEADER + Integer.parseInt(numbers[1]);
    SeekableLayer two =
        layer.with(
            ByteBuffer.allocate(layer.bytes().length + end - begin)
                .put(layer.bytes(), 0, end)
                .put(layer.bytes(), begin, layer.bytes().length - begin)
                .array());

    assertThat(TrialReading.of(two).isInPart()).isTrue();
    numbers[0] = Integer.toString(end + SKIPPABLE_HEADER);
    annotations.put(position, String.join(":", numbers));
    TrialReading.assertReadWhole(two.with(annotations));
  }

  @Test
  void aHeadIsNotBelievedWithoutItsDigest() throws Exception {
    byte[] tar = tar(file("a", "x".repeat(1_000_000)), file("b", TrialReading.noise(1_000_000)));
    SeekableLayer layer = SeekableLayer.zstdChunked(tar, 200_000);
    byte[] damaged = layer.bytes().clone();
    int at = 0;
    while (damaged[at] != 'x') {
      at++;
    }
    damaged[at] = 'y';

    TrialReading reading = TrialReading.of(layer.with(damaged), Map.of("a", Want.HEAD));

    assertThat(reading.isInPart()).isFalse();
  }

  @Test
  void aDamagedChunkMeansReadingTheLayerWhole() throws Exception {
    // The frames of this writer have no checksum: only the table knows.
    SeekableLayer layer = SeekableLayer.zstdChunked(TrialReading.TAR, 1 << 20);

    TrialReading.assertReadWhole(layer.with(damaged(layer)));
  }

  @Test
  void anyByteOfTheTailMayBeWrong() throws Exception {
    SeekableLayer layer = SeekableLayer.zstdChunked(TrialReading.TAR, 2_000);
    TrialReading sound = TrialReading.whole(layer);
    for (int i = 1; i <= 72; i++) {
      byte[] bytes = layer.bytes().clone();
      bytes[bytes.length - i] ^= 0x55;

      assertThat(TrialReading.of(layer.with(bytes)).visitor.contents)
          .as("byte %s from the end", i)
          .isEqualTo(sound.visitor.contents);
    }
  }

  private static byte[] damaged(SeekableLayer layer) {
    byte[] bytes = layer.bytes().clone();
    for (int i = 20_000; i < bytes.length; i++) {
      if (bytes[i] == 'x') {
        bytes[i] = 'y';
        return bytes;
      }
    }
    throw new AssertionError("the wanted content is not there");
  }
}
