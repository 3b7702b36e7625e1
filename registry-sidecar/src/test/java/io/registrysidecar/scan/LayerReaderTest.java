package io.registrysidecar.scan;

import static io.registrysidecar.testing.Contents.debian;
import static io.registrysidecar.testing.Contents.dpkg;
import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.image.ImageException;
import io.registrysidecar.image.ImageFailure;
import io.registrysidecar.image.ImageLimits;
import io.registrysidecar.image.ImageSource;
import io.registrysidecar.image.ImageTrees;
import io.registrysidecar.image.Layer;
import io.registrysidecar.image.LayerContext;
import io.registrysidecar.image.LayerLimits;
import io.registrysidecar.image.LayerSummary;
import io.registrysidecar.image.LayerVisitor;
import io.registrysidecar.image.PlatformFilter;
import io.registrysidecar.image.ScratchSpace;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.Detectors;
import io.registrysidecar.inventory.LayerEvidence;
import io.registrysidecar.job.Priority;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.client.RegistryFailure;
import io.registrysidecar.testing.Contents;
import io.registrysidecar.testing.ImageBuilder;
import io.registrysidecar.testing.SeekableLayer;
import io.registrysidecar.testing.TestImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerReaderTest {

  private static final Claim PUSH = new Claim(Urgency.of(Priority.PUSH), "main", "team/app");

  /** As many as the threads of a pool for two cores leave to a backfill. */
  private static final int BACKFILL_PLACES = 8;

  private final LayerThreads pool = new LayerThreads(2);
  private final Memory memory = new Memory();
  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicInteger folders = new AtomicInteger();
  private final TestImage built =
      image().layer(debian(12), dpkg("openssl", "3.0.11")).layer(dpkg("curl", "7.88.1")).build();

  @TempDir Path directory;
  private LayerReader reader;
  private List<Layer> layers;

  @BeforeEach
  void open() throws Exception {
    reader = reader(Detectors.all());
    try (ImageSource source = Sources.of(built, directory.resolve("image"))) {
      layers =
          ImageTrees.read(source, PlatformFilter.all()).images().getFirst().layers().stream()
              .<Layer>map(layer -> new Counted(layer, reads, () -> {}))
              .toList();
    }
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void whatWasReadIsRemembered() throws Exception {
    Map<Digest, LayerResult> first = reader.read(layers, PUSH, Progress.NONE);
    Map<Digest, LayerResult> second = reader.read(layers, PUSH, Progress.NONE);

    assertThat(second).isEqualTo(first).hasSize(2);
    assertThat(reads).hasValue(2);
  }

  @Test
  void aNewDetectorReadsTheLayerAgainAndTheOthersDoNot() throws Exception {
    List<Detector> all = Detectors.all();
    LayerReader older = reader(all.subList(1, all.size()));
    older.read(layers, PUSH, Progress.NONE);
    memory.asked.clear();

    Map<Digest, LayerResult> results = reader.read(layers, PUSH, Progress.NONE);

    assertThat(reads).hasValue(4);
    assertThat(memory.saved.getLast().found()).containsOnlyKeys(all.getFirst().id());
    assertThat(results.values())
        .allSatisfy(
            result -> assertThat(((LayerResult.Known) result).evidence().missing(all)).isEmpty());
  }

  @Test
  void whatIsFoundInAllLayersOfAnImageIsBoundedWhetherKnownOrNot() throws Exception {
    reader.read(layers, PUSH, Progress.NONE);
    long first = memory.saved.getFirst().bytes();
    LayerReader bounded = bounded(first + memory.saved.getLast().bytes() - 1);

    Map<Digest, LayerResult> results = bounded.read(layers, PUSH, Progress.NONE);

    assertThat(results.values())
        .hasOnlyElementsOfTypes(LayerResult.Known.class, LayerResult.Failed.class);
    assertThat(results.values())
        .filteredOn(LayerResult.Failed.class::isInstance)
        .singleElement()
        .extracting(failed -> ((LayerResult.Failed) failed).failure().message())
        .asString()
        .startsWith("read layer sha256:")
        .endsWith("(image-evidence-bytes)");
    assertThat(reads).as("known layers are not read again").hasValue(2);
  }

  @Test
  void theSameLayerTwiceInAnImageIsReadOnce() throws Exception {
    reader.read(List.of(layers.getFirst(), layers.getFirst()), PUSH, Progress.NONE);

    assertThat(reads).hasValue(1);
  }

  @Test
  void twoScansThatNeedALayerAtTheSameTimeReadItOnce() throws Exception {
    var started = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    Layer slow =
        new Counted(
            layers.getFirst(),
            new AtomicInteger(),
            () -> {
              started.countDown();
              mayEnd.await();
            });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> first = threads.submit(() -> reader.read(List.of(slow), PUSH, Progress.NONE));
      started.await();
      Future<?> second = threads.submit(() -> reader.read(List.of(slow), PUSH, Progress.NONE));
      mayEnd.countDown();

      assertThat(second.get()).isEqualTo(first.get());
    }
    assertThat(reads).hasValue(1);
  }

  @Test
  void whenTheScanThatReadsALayerIsInterruptedTheOtherReadsIt() throws Exception {
    var started = new CountDownLatch(1);
    Layer stuck =
        new Counted(
            layers.getFirst(),
            new AtomicInteger(),
            () -> {
              started.countDown();
              new CountDownLatch(1).await();
            });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> first = threads.submit(() -> reader.read(List.of(stuck), PUSH, Progress.NONE));
      started.await();
      Future<Map<Digest, LayerResult>> second =
          threads.submit(() -> reader.read(List.of(layers.getFirst()), PUSH, Progress.NONE));

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

      assertThat(reader.read(layers, PUSH, Progress.NONE)).hasSize(2);

      assertThat(queued.get()).isNotNull();
      assertThat(reads).hasValue(2);
      assertThat(backfill.isDone()).isFalse();
      mayEnd.countDown();
    }
  }

  @Test
  void thatNothingWasFoundIsRemembered() throws Exception {
    TestImage empty = image().layer(Contents.file("etc/motd", "hello")).build();
    try (ImageSource source = Sources.of(empty, directory.resolve("empty"))) {
      List<Layer> nothing =
          ImageTrees.read(source, PlatformFilter.all()).images().getFirst().layers().stream()
              .<Layer>map(layer -> new Counted(layer, reads, () -> {}))
              .toList();
      reader.read(nothing, PUSH, Progress.NONE);
      reader.read(nothing, PUSH, Progress.NONE);
    }
    assertThat(reads).hasValue(1);
  }

  @Test
  void aLayerThatFailsDoesNotKeepTheOthersFromBeingRead() throws Exception {
    var failure =
        new ImageFailure.Registry(new RegistryFailure.NotFound("pull layer", "no such blob"));
    Layer missing = new Missing(layers.getFirst().descriptor(), failure);

    Map<Digest, LayerResult> results =
        reader.read(List.of(missing, layers.getLast()), PUSH, Progress.NONE);

    assertThat(results.get(built.layer(0))).isEqualTo(new LayerResult.Failed(failure));
    assertThat(results.get(built.layer(1))).isInstanceOf(LayerResult.Known.class);
  }

  @Test
  void interruptingTheScanEndsTheReading() throws Exception {
    var started = new CountDownLatch(1);
    var ended = new CountDownLatch(1);
    Layer endless =
        new Counted(
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
      Future<?> scan = threads.submit(() -> reader.read(List.of(endless), PUSH, Progress.NONE));
      started.await();

      scan.cancel(true);

      ended.await();
      assertThat(reader.read(layers, PUSH, Progress.NONE)).hasSize(2);
    }
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

    reader.read(layers, PUSH, progress);
    assertThat(seen).containsEntry(built.layer(0), built.layers().getFirst().size());

    seen.clear();
    reader.read(layers, PUSH, progress);
    assertThat(seen).containsEntry(built.layer(1), built.layers().getLast().size());
  }

  @Test
  void whatRestsOnATableOfContentsIsRememberedForThoseWhoMayBelieveIt() throws Exception {
    List<Layer> inParts = layers(debianAndNoise());
    LayerReader believing = reader(Detectors.all(), true);

    LayerResult first = only(believing.read(inParts, PUSH, Progress.NONE));
    assertThat(only(believing.read(inParts, PUSH, Progress.NONE))).isEqualTo(first);
    assertThat(reads).hasValue(1);
    assertThat(((LayerResult.Known) first).evidence().restsOnContents()).isTrue();

    LayerResult whole = only(reader.read(inParts, PUSH, Progress.NONE));
    assertThat(reads).hasValue(2);
    assertThat(((LayerResult.Known) whole).evidence().restsOnContents()).isFalse();

    // What rests on all bytes is better than what rests on the table.
    assertThat(only(believing.read(inParts, PUSH, Progress.NONE))).isEqualTo(whole);
    assertThat(reads).hasValue(2);
  }

  @Test
  void whatRestsOnAnotherTableOfTheSameLayerIsNotTaken() throws Exception {
    SeekableLayer bytes = debianAndNoise();
    LayerReader believing = reader(Detectors.all(), true);
    believing.read(layers(bytes), PUSH, Progress.NONE);
    int before = reads.get();

    String other = Digest.sha256(new byte[] {9}).toString();
    believing.read(
        layers(bytes.with(Map.of("containerd.io/snapshot/stargz/toc.digest", other))),
        PUSH,
        Progress.NONE);

    assertThat(reads.get()).isGreaterThan(before);
  }

  @Test
  void layersThatNameTheSameTableAtTheSameTimeAreReadEachForItself() throws Exception {
    Digest table = Digest.sha256(new byte[] {7});
    var begun = new AtomicInteger();
    var bothAreRead = new CountDownLatch(2);
    List<Layer> two =
        layers.stream()
            .<Layer>map(layer -> new VouchedBy(new Counted(layer, begun, bothAreRead), table))
            .toList();

    Map<Digest, LayerResult> results = reader.read(two, PUSH, Progress.NONE);

    assertThat(begun).hasValue(2);
    results.forEach((digest, result) ->
        assertThat(((LayerResult.Known) result).evidence().layer()).isEqualTo(digest));
  }

  @Test
  void twoTablesOfTheSameLayerAtTheSameTimeAreReadEachForItself() throws Exception {
    var begun = new AtomicInteger();
    Layer layer = new Counted(layers.getFirst(), begun, new CountDownLatch(2));
    List<Layer> two =
        List.of(
            new VouchedBy(layer, Digest.sha256(new byte[] {7})),
            new VouchedBy(layer, Digest.sha256(new byte[] {8})));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Map<Digest, LayerResult>>> scans = new ArrayList<>();
      for (Layer one : two) {
        scans.add(threads.submit(() -> reader.read(List.of(one), PUSH, Progress.NONE)));
      }

      for (Future<Map<Digest, LayerResult>> scan : scans) {
        assertThat(only(scan.get())).isInstanceOf(LayerResult.Known.class);
      }
    }
    assertThat(begun).hasValue(2);
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

  private static LayerResult only(Map<Digest, LayerResult> results) {
    assertThat(results).hasSize(1);
    return results.values().iterator().next();
  }

  private List<Layer> layers(SeekableLayer layer) throws Exception {
    TestImage image =
        image().layer(layer.descriptor(), layer.bytes(), Digest.sha256(new byte[0])).build();
    Path folder = directory.resolve("parts-" + folders.incrementAndGet());
    try (ImageSource source = Sources.of(image, folder)) {
      return List.of(new Counted(source.layer(layer.descriptor(), null), reads, () -> {}));
    }
  }

  private LayerReader reader(List<Detector> detectors) throws Exception {
    return reader(detectors, false);
  }

  private LayerReader reader(List<Detector> detectors, boolean byContents) throws Exception {
    var scratch = new ScratchSpace(directory.resolve("scratch"), 1 << 20);
    return new LayerReader(
        memory, detectors, LayerContext.of(scratch).byContents(byContents), pool);
  }

  private LayerReader bounded(long evidenceBytes) throws Exception {
    LayerLimits usual = LayerLimits.DEFAULT;
    var limits =
        new LayerLimits(
            usual.entries(),
            usual.pathBytes(),
            usual.pathDepth(),
            usual.plainBytes(),
            usual.ratio(),
            usual.fileBytes(),
            usual.randomAccessBytes(),
            usual.time(),
            usual.checkDiffId(),
            usual.detectors(),
            new ImageLimits(100, 1 << 20, 250, evidenceBytes));
    var scratch = new ScratchSpace(directory.resolve("scratch"), 1 << 20);
    var context = new LayerContext(limits, scratch, System::nanoTime, _ -> {});
    return new LayerReader(memory, Detectors.all(), context, pool);
  }

  /** Remembers in memory. */
  private static final class Memory implements EvidenceCache {
    private final Map<EvidenceKey, LayerEvidence> known = new ConcurrentHashMap<>();
    private final List<EvidenceKey> asked = new ArrayList<>();
    private final List<LayerEvidence> saved = new ArrayList<>();

    @Override
    public synchronized Optional<LayerEvidence> find(
        EvidenceKey key, Collection<Detector> detectors) {
      asked.add(key);
      return Optional.ofNullable(known.get(key));
    }

    @Override
    public synchronized void save(EvidenceKey key, LayerEvidence evidence) {
      saved.add(evidence);
      known.merge(key, evidence, LayerEvidence::and);
    }
  }

  /** Does something each time before a layer is read. */
  private record Counted(Layer layer, AtomicInteger reads, Before before) implements Layer {

    /** Is read only when all that are waited for are being read at the same time. */
    Counted(Layer layer, AtomicInteger reads, CountDownLatch all) {
      this(
          layer,
          reads,
          () -> {
            all.countDown();
            assertThat(all.await(1, TimeUnit.MINUTES)).as("the others are read, too").isTrue();
          });
    }

    @Override
    public Descriptor descriptor() {
      return layer.descriptor();
    }

    @Override
    public @Nullable Digest diffId() {
      return layer.diffId();
    }

    @Override
    public Digest vouchedBy() {
      return layer.vouchedBy();
    }

    @Override
    public LayerSummary read(LayerVisitor visitor, LayerContext context)
        throws ImageException, InterruptedException {
      reads.incrementAndGet();
      before.run();
      return layer.read(visitor, context);
    }
  }

  /** A layer whose table of contents is kept beside it. */
  private record VouchedBy(Layer layer, Digest vouchedBy) implements Layer {
    @Override
    public Descriptor descriptor() {
      return layer.descriptor();
    }

    @Override
    public @Nullable Digest diffId() {
      return layer.diffId();
    }

    @Override
    public LayerSummary read(LayerVisitor visitor, LayerContext context)
        throws ImageException, InterruptedException {
      return layer.read(visitor, context);
    }
  }

  private interface Before {
    void run() throws InterruptedException;
  }

  /** Waits for bytes that do not come, as a blob does. */
  private record Stuck(
      Descriptor descriptor, Layer layer, CountDownLatch started, CountDownLatch mayEnd)
      implements Layer {
    @Override
    public @Nullable Digest diffId() {
      return layer.diffId();
    }

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
