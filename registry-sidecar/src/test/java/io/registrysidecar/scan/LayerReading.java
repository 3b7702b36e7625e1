package io.registrysidecar.scan;

import static io.registrysidecar.testing.Contents.debian;
import static io.registrysidecar.testing.Contents.dpkg;
import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.image.ImageException;
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
import io.registrysidecar.oci.Digest;
import io.registrysidecar.testing.SeekableLayer;
import io.registrysidecar.testing.TestImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A reader of layers whose evidence is kept in memory, and layers whose readings are counted. */
final class LayerReading implements AutoCloseable {

  static final Claim PUSH = new Claim(Urgency.of(Priority.PUSH), "main", "team/app");

  final Memory memory = new Memory();
  final AtomicInteger reads = new AtomicInteger();
  final TestImage built =
      image().layer(debian(12), dpkg("openssl", "3.0.11")).layer(dpkg("curl", "7.88.1")).build();

  private final LayerThreads pool = new LayerThreads(2);
  private final AtomicInteger folders = new AtomicInteger();
  private final Path directory;

  LayerReading(Path directory) {
    this.directory = directory;
  }

  /** The layers of an image, of which each reading is counted. */
  List<Layer> layers(TestImage image) throws Exception {
    try (ImageSource source = Sources.of(image, folder())) {
      return ImageTrees.read(source, PlatformFilter.all()).images().getFirst().layers().stream()
          .<Layer>map(layer -> new Counted(layer, reads, () -> {}))
          .toList();
    }
  }

  /** The same of a single layer that has a table of its contents. */
  List<Layer> layers(SeekableLayer layer) throws Exception {
    TestImage image =
        image().layer(layer.descriptor(), layer.bytes(), Digest.sha256(new byte[0])).build();
    try (ImageSource source = Sources.of(image, folder())) {
      return List.of(new Counted(source.layer(layer.descriptor(), null), reads, () -> {}));
    }
  }

  private Path folder() {
    return directory.resolve("image-" + folders.incrementAndGet());
  }

  LayerReader reader(List<Detector> detectors) throws Exception {
    return reader(detectors, LayerContext.of(scratch()));
  }

  /** One that may believe tables of contents. */
  LayerReader believing() throws Exception {
    return reader(Detectors.all(), LayerContext.of(scratch()).byContents(true));
  }

  /** One that keeps no more evidence of an image than that. */
  LayerReader bounded(long evidenceBytes) throws Exception {
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
    return reader(Detectors.all(), new LayerContext(limits, scratch(), System::nanoTime, _ -> {}));
  }

  private LayerReader reader(List<Detector> detectors, LayerContext context) {
    return new LayerReader(memory, detectors, context, pool);
  }

  private ScratchSpace scratch() throws Exception {
    return new ScratchSpace(directory.resolve("scratch"), 1 << 20);
  }

  static LayerResult only(Map<Digest, LayerResult> results) {
    assertThat(results).hasSize(1);
    return results.values().iterator().next();
  }

  @Override
  public void close() {
    pool.close();
  }

  /** Remembers in memory. */
  static final class Memory implements EvidenceCache {
    private final Map<EvidenceKey, LayerEvidence> known = new ConcurrentHashMap<>();
    final List<EvidenceKey> asked = new ArrayList<>();
    final List<LayerEvidence> saved = new ArrayList<>();

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
  record Counted(Layer layer, AtomicInteger reads, Before before) implements LayerOver {

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
    public LayerSummary read(LayerVisitor visitor, LayerContext context)
        throws ImageException, InterruptedException {
      reads.incrementAndGet();
      before.run();
      return layer.read(visitor, context);
    }
  }

  interface Before {
    void run() throws InterruptedException;
  }
}
