package io.registrysidecar.scan;

import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.image.ImageException;
import io.registrysidecar.image.ImageFailure;
import io.registrysidecar.image.Layer;
import io.registrysidecar.image.LayerContext;
import io.registrysidecar.image.LayerSummary;
import io.registrysidecar.image.LayerVisitor;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.Detectors;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.client.RegistryFailure;
import io.registrysidecar.testing.Contents;
import io.registrysidecar.testing.ImageBuilder;
import io.registrysidecar.testing.SeekableLayer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered of layers, and for whom. */
class LayerReaderTest {

  @TempDir Path directory;
  private LayerReading reading;
  private LayerReader reader;
  private List<Layer> layers;

  @BeforeEach
  void open() throws Exception {
    reading = new LayerReading(directory);
    reader = reading.reader(Detectors.all());
    layers = reading.layers(reading.built);
  }

  @AfterEach
  void close() {
    reading.close();
  }

  @Test
  void whatWasReadIsRemembered() throws Exception {
    Map<Digest, LayerResult> first = reader.read(layers, LayerReading.PUSH, Progress.NONE);
    Map<Digest, LayerResult> second = reader.read(layers, LayerReading.PUSH, Progress.NONE);

    assertThat(second).isEqualTo(first).hasSize(2);
    assertThat(reading.reads).hasValue(2);
  }

  @Test
  void thatNothingWasFoundIsRemembered() throws Exception {
    List<Layer> nothing = reading.layers(image().layer(Contents.file("etc/motd", "hello")).build());

    reader.read(nothing, LayerReading.PUSH, Progress.NONE);
    reader.read(nothing, LayerReading.PUSH, Progress.NONE);

    assertThat(reading.reads).hasValue(1);
  }

  @Test
  void aNewDetectorReadsTheLayerAgainAndTheOthersDoNot() throws Exception {
    List<Detector> all = Detectors.all();
    LayerReader older = reading.reader(all.subList(1, all.size()));
    older.read(layers, LayerReading.PUSH, Progress.NONE);
    reading.memory.asked.clear();

    Map<Digest, LayerResult> results = reader.read(layers, LayerReading.PUSH, Progress.NONE);

    assertThat(reading.reads).hasValue(4);
    assertThat(reading.memory.saved.getLast().found()).containsOnlyKeys(all.getFirst().id());
    assertThat(results.values())
        .allSatisfy(
            result -> assertThat(((LayerResult.Known) result).evidence().missing(all)).isEmpty());
  }

  @Test
  void whatIsFoundInAllLayersOfAnImageIsBoundedWhetherKnownOrNot() throws Exception {
    reader.read(layers, LayerReading.PUSH, Progress.NONE);
    long first = reading.memory.saved.getFirst().bytes();
    LayerReader bounded = reading.bounded(first + reading.memory.saved.getLast().bytes() - 1);

    Map<Digest, LayerResult> results = bounded.read(layers, LayerReading.PUSH, Progress.NONE);

    assertThat(results.values())
        .hasOnlyElementsOfTypes(LayerResult.Known.class, LayerResult.Failed.class);
    assertThat(results.values())
        .filteredOn(LayerResult.Failed.class::isInstance)
        .singleElement()
        .extracting(failed -> ((LayerResult.Failed) failed).failure().message())
        .asString()
        .startsWith("read layer sha256:")
        .endsWith("(layers.image-evidence-bytes)");
    assertThat(reading.reads).as("known layers are not read again").hasValue(2);
  }

  @Test
  void theSameLayerTwiceInAnImageIsReadOnce() throws Exception {
    reader.read(List.of(layers.getFirst(), layers.getFirst()), LayerReading.PUSH, Progress.NONE);

    assertThat(reading.reads).hasValue(1);
  }

  @Test
  void aLayerThatFailsDoesNotKeepTheOthersFromBeingRead() throws Exception {
    var failure =
        new ImageFailure.Registry(new RegistryFailure.NotFound("pull layer", "no such blob"));
    Layer missing = new Missing(layers.getFirst().descriptor(), failure);

    Map<Digest, LayerResult> results =
        reader.read(List.of(missing, layers.getLast()), LayerReading.PUSH, Progress.NONE);

    assertThat(results.get(reading.built.layer(0))).isEqualTo(new LayerResult.Failed(failure));
    assertThat(results.get(reading.built.layer(1))).isInstanceOf(LayerResult.Known.class);
  }

  @Test
  void progressReachesTheSizeOfEachLayer() throws Exception {
    Map<Digest, Long> seen = new ConcurrentHashMap<>();
    Progress progress =
        new Progress() {
          @Override
          public void entered(String image, String state, String detail) {
            throw new IllegalStateException("a reader knows no states");
          }

          @Override
          public void layer(Digest layer, long size, long read) {
            seen.merge(layer, read, Math::max);
          }
        };

    reader.read(layers, LayerReading.PUSH, progress);
    assertThat(seen)
        .containsEntry(reading.built.layer(0), reading.built.layers().getFirst().size());

    seen.clear();
    reader.read(layers, LayerReading.PUSH, progress);
    assertThat(seen).containsEntry(reading.built.layer(1), reading.built.layers().getLast().size());
  }

  @Test
  void whatRestsOnATableOfContentsIsRememberedForThoseWhoMayBelieveIt() throws Exception {
    List<Layer> inParts = reading.layers(debianAndNoise());
    LayerReader believing = reading.believing();

    LayerResult first =
        LayerReading.only(believing.read(inParts, LayerReading.PUSH, Progress.NONE));
    assertThat(LayerReading.only(believing.read(inParts, LayerReading.PUSH, Progress.NONE)))
        .isEqualTo(first);
    assertThat(reading.reads).hasValue(1);
    assertThat(((LayerResult.Known) first).evidence().restsOnContents()).isTrue();

    LayerResult whole = LayerReading.only(reader.read(inParts, LayerReading.PUSH, Progress.NONE));
    assertThat(reading.reads).hasValue(2);
    assertThat(((LayerResult.Known) whole).evidence().restsOnContents()).isFalse();

    // What rests on all bytes is better than what rests on the table.
    assertThat(LayerReading.only(believing.read(inParts, LayerReading.PUSH, Progress.NONE)))
        .isEqualTo(whole);
    assertThat(reading.reads).hasValue(2);
  }

  @Test
  void whatRestsOnAnotherTableOfTheSameLayerIsNotTaken() throws Exception {
    SeekableLayer bytes = debianAndNoise();
    LayerReader believing = reading.believing();
    believing.read(reading.layers(bytes), LayerReading.PUSH, Progress.NONE);
    int before = reading.reads.get();

    String other = Digest.sha256(new byte[] {9}).toString();
    believing.read(
        reading.layers(bytes.with(Map.of("containerd.io/snapshot/stargz/toc.digest", other))),
        LayerReading.PUSH,
        Progress.NONE);

    assertThat(reading.reads.get()).isGreaterThan(before);
  }

  /** Of which little is wanted. */
  private static SeekableLayer debianAndNoise() {
    byte[] noise = new byte[100_000];
    new Random(3).nextBytes(noise);
    return SeekableLayer.eStargz(
        ImageBuilder.tar(
            Contents.file("etc/os-release", "ID=debian\nVERSION_ID=12\n"),
            Contents.file("noise", noise)),
        1 << 20);
  }

  private record Missing(Descriptor descriptor, ImageFailure failure) implements Layer {
    @Override
    public @Nullable Digest diffId() {
      return null;
    }

    @Override
    public LayerSummary read(LayerVisitor visitor, LayerContext context) throws ImageException {
      throw new ImageException(failure);
    }
  }
}
