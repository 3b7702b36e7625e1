package io.registrysidecar.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.image.ImageException;
import io.registrysidecar.image.Layer;
import io.registrysidecar.image.LayerContext;
import io.registrysidecar.image.LayerSummary;
import io.registrysidecar.image.LayerVisitor;
import io.registrysidecar.inventory.Detectors;
import io.registrysidecar.job.Priority;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scans that need the same layers, or the same threads, at the same time. */
class SharedReadingTest {

  /** As many as the threads of a pool for two cores leave to a backfill. */
  private static final int BACKFILL_PLACES = 8;

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
  void twoScansThatNeedALayerAtTheSameTimeReadItOnce() throws Exception {
    var started = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    Layer slow =
        new LayerReading.Counted(
            layers.getFirst(),
            new AtomicInteger(),
            () -> {
              started.countDown();
              mayEnd.await();
            });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> first =
          threads.submit(() -> reader.read(List.of(slow), LayerReading.PUSH, Progress.NONE));
      started.await();
      Future<?> second =
          threads.submit(() -> reader.read(List.of(slow), LayerReading.PUSH, Progress.NONE));
      mayEnd.countDown();

      assertThat(second.get()).isEqualTo(first.get());
    }
    assertThat(reading.reads).hasValue(1);
  }

  @Test
  void whenTheScanThatReadsALayerIsInterruptedTheOtherReadsIt() throws Exception {
    var started = new CountDownLatch(1);
    Layer stuck =
        new LayerReading.Counted(
            layers.getFirst(),
            new AtomicInteger(),
            () -> {
              started.countDown();
              new CountDownLatch(1).await();
            });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> first =
          threads.submit(() -> reader.read(List.of(stuck), LayerReading.PUSH, Progress.NONE));
      started.await();
      Future<Map<Digest, LayerResult>> second =
          threads.submit(
              () -> reader.read(List.of(layers.getFirst()), LayerReading.PUSH, Progress.NONE));

      first.cancel(true);

      assertThat(second.get().values()).allMatch(LayerResult.Known.class::isInstance);
    }
  }

  @Test
  void aPushDoesNotWaitForABackfillThatHasBegun() throws Exception {
    var mayEnd = new CountDownLatch(1);
    var started = new CountDownLatch(BACKFILL_PLACES);
    List<Layer> stuck = new ArrayList<>();
    for (int i = 0; i < BACKFILL_PLACES; i++) {
      Descriptor other = Descriptor.of("layer", new byte[] {(byte) i});
      stuck.add(new Stuck(other, layers.getFirst(), started, mayEnd));
    }
    var claim = new Claim(Urgency.of(Priority.BACKFILL), "main", "team/app");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> backfill = threads.submit(() -> reader.read(stuck, claim, Progress.NONE));
      started.await();
      Future<?> queued = threads.submit(() -> reader.read(layers, claim, Progress.NONE));

      assertThat(reader.read(layers, LayerReading.PUSH, Progress.NONE)).hasSize(2);

      assertThat(queued.get()).isNotNull();
      assertThat(reading.reads).hasValue(2);
      assertThat(backfill.isDone()).isFalse();
      mayEnd.countDown();
    }
  }

  @Test
  void interruptingTheScanEndsTheReading() throws Exception {
    var started = new CountDownLatch(1);
    var ended = new CountDownLatch(1);
    Layer endless =
        new LayerReading.Counted(
            layers.getFirst(),
            new AtomicInteger(),
            () -> {
              started.countDown();
              try {
                new CountDownLatch(1).await();
              } finally {
                ended.countDown();
              }
            });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> scan =
          threads.submit(() -> reader.read(List.of(endless), LayerReading.PUSH, Progress.NONE));
      started.await();

      scan.cancel(true);

      ended.await();
      assertThat(reader.read(layers, LayerReading.PUSH, Progress.NONE)).hasSize(2);
    }
  }

  @Test
  void layersThatNameTheSameTableAtTheSameTimeAreReadEachForItself() throws Exception {
    Digest table = Digest.sha256(new byte[] {7});
    var begun = new AtomicInteger();
    var bothAreRead = new CountDownLatch(2);
    List<Layer> two =
        layers.stream()
            .<Layer>map(
                layer -> new VouchedBy(new LayerReading.Counted(layer, begun, bothAreRead), table))
            .toList();

    Map<Digest, LayerResult> results = reader.read(two, LayerReading.PUSH, Progress.NONE);

    assertThat(begun).hasValue(2);
    results.forEach((digest, result) ->
        assertThat(((LayerResult.Known) result).evidence().layer()).isEqualTo(digest));
  }

  @Test
  void twoTablesOfTheSameLayerAtTheSameTimeAreReadEachForItself() throws Exception {
    var begun = new AtomicInteger();
    Layer layer = new LayerReading.Counted(layers.getFirst(), begun, new CountDownLatch(2));
    List<Layer> two =
        List.of(
            new VouchedBy(layer, Digest.sha256(new byte[] {7})),
            new VouchedBy(layer, Digest.sha256(new byte[] {8})));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Map<Digest, LayerResult>>> scans = new ArrayList<>();
      for (Layer one : two) {
        scans.add(
            threads.submit(() -> reader.read(List.of(one), LayerReading.PUSH, Progress.NONE)));
      }

      for (Future<Map<Digest, LayerResult>> scan : scans) {
        assertThat(LayerReading.only(scan.get())).isInstanceOf(LayerResult.Known.class);
      }
    }
    assertThat(begun).hasValue(2);
  }

  /** A layer whose table of contents is kept beside it. */
  private record VouchedBy(Layer layer, Digest vouchedBy) implements LayerOver {}

  /** Waits for bytes that do not come, as a blob does. */
  private record Stuck(
      Descriptor descriptor, Layer layer, CountDownLatch started, CountDownLatch mayEnd)
      implements LayerOver {
    @Override
    public LayerSummary read(LayerVisitor visitor, LayerContext context)
        throws ImageException, InterruptedException {
      context.turn().end();
      started.countDown();
      mayEnd.await();
      context.turn().begin();
      return layer.read(visitor, context);
    }
  }
}
