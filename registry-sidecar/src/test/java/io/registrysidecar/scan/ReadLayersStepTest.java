package io.registrysidecar.scan;

import static io.registrysidecar.testing.Contents.debian;
import static io.registrysidecar.testing.Contents.dpkg;
import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.registrysidecar.audit.OriginCollector;
import io.registrysidecar.audit.Trust;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.image.ImageException;
import io.registrysidecar.image.ImageFailure;
import io.registrysidecar.image.ImageSource;
import io.registrysidecar.image.ImageTrees;
import io.registrysidecar.image.Layer;
import io.registrysidecar.image.LayerContext;
import io.registrysidecar.image.LayerSummary;
import io.registrysidecar.image.LayerVisitor;
import io.registrysidecar.image.PlatformFilter;
import io.registrysidecar.image.PlatformImage;
import io.registrysidecar.image.ScratchSpace;
import io.registrysidecar.inventory.Detectors;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.client.RegistryFailure;
import io.registrysidecar.testing.TestImage;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadLayersStepTest {

  private static final String ACTION = "pull layer";

  private final TestImage built =
      image().layer(debian(12)).layer(dpkg("curl", "7.88.1")).layer(debian(12)).build();
  private final LayerThreads pool = new LayerThreads(2);
  private final KnownInventories inventories = new KnownInventories();

  @TempDir Path directory;
  private ImageSource source;
  private PlatformImage image;
  private ReadLayersStep step;

  @BeforeEach
  void open() throws Exception {
    source = Sources.of(built, directory.resolve("image"));
    image = ImageTrees.read(source, PlatformFilter.all()).images().getFirst();
    var scratch = new ScratchSpace(directory.resolve("scratch"), 1 << 20);
    var reader =
        new LayerReader(EvidenceCache.NONE, Detectors.all(), LayerContext.of(scratch), pool);
    step =
        new ReadLayersStep(
            reader,
            inventories,
            new NoLedger(List.of(), BaseImages.OWN_WORDS, KnownSightings.NONE),
            new OriginCollector(Trust.NOT_CHECKED),
            new Endings(InstantSource.fixed(Sources.NOON)));
  }

  @AfterEach
  void close() {
    pool.close();
    source.close();
  }

  @Test
  void evidenceComesInTheOrderOfTheLayersAlsoWhenOneIsThereTwice() throws Exception {
    assertThat(run(image))
        .isInstanceOfSatisfying(
            ScanState.Squash.class,
            next -> {
              assertThat(next.layers())
                  .extracting(evidence -> built.indexOf(evidence.layer()))
                  .containsExactly(0, 1, 0);
              assertThat(next.facts().layers()).hasSize(3);
              assertThat(next.notes()).isEmpty();
            });
  }

  @Test
  void aLayerThatIsNotThereLeavesANote() throws Exception {
    assertThat(run(withFailing(new RegistryFailure.NotFound(ACTION, "no such blob"))))
        .isInstanceOfSatisfying(
            ScanState.Squash.class,
            next -> {
              assertThat(next.layers()).hasSize(2);
              assertThat(next.notes())
                  .extracting(CoverageNote::code, CoverageNote::layer)
                  .containsExactly(tuple("layer-unreadable", built.layer(1)));
            });
  }

  @Test
  void aLayerThatIsNotWhatItsDigestPromisesLeavesANote() throws Exception {
    var failure = new RegistryFailure.NotWhatWasPromised(ACTION, built.layer(1), "other bytes");

    assertThat(run(withFailing(failure))).isInstanceOf(ScanState.Squash.class);
  }

  @Test
  void aRegistryThatIsAwayIsWaitedFor() throws Exception {
    assertThat(run(withFailing(new RegistryFailure.Unreachable(ACTION, "connection refused"))))
        .isInstanceOf(ScanState.Waiting.class);
  }

  @Test
  void anAccountThatMayNotReadEndsTheScan() throws Exception {
    assertThat(run(withFailing(new RegistryFailure.Denied(ACTION, 403, "pull"))))
        .isInstanceOf(ScanState.Failed.class);
  }

  @Test
  void layersThatWereLaidUponEachOtherAMomentAgoAreNotReadAgain() throws Exception {
    ScanState.Match made = squashed((ScanState.Squash) run(image));

    assertThat(run(image))
        .isInstanceOfSatisfying(
            ScanState.Match.class,
            next -> {
              assertThat(next.inventory()).isSameAs(made.inventory());
              assertThat(next.facts().layers()).isEqualTo(made.facts().layers());
              assertThat(next.notes()).isEmpty();
            });
  }

  @Test
  void anInventoryThatMissesALayerIsNotKept() throws Exception {
    var failing = withFailing(new RegistryFailure.NotFound(ACTION, "no such blob"));
    squashed((ScanState.Squash) run(failing));

    assertThat(run(failing)).isInstanceOf(ScanState.Squash.class);
    assertThat(run(image)).isInstanceOf(ScanState.Squash.class);
  }

  private ScanState.Match squashed(ScanState.Squash state) throws InterruptedException {
    try (var matchers = new CpuPool("match-", 1)) {
      return (ScanState.Match) new SquashStep(matchers, inventories).run(state);
    }
  }

  private ScanState run(PlatformImage read) throws InterruptedException {
    return step.run(Sources.scan(source), new ScanState.ReadLayers(read));
  }

  private PlatformImage withFailing(RegistryFailure failure) {
    List<Layer> layers =
        image.layers().stream()
            .map(layer ->
                layer.descriptor().digest().equals(built.layer(1))
                    ? failing(layer, failure)
                    : layer)
            .toList();
    return new PlatformImage(
        image.manifest(), image.platform(), image.config(), layers, image.notes());
  }

  private static Layer failing(Layer layer, RegistryFailure failure) {
    return new Failing(layer.descriptor(), failure);
  }

  private record Failing(Descriptor descriptor, RegistryFailure failure) implements Layer {
    @Override
    public @Nullable Digest diffId() {
      return null;
    }

    @Override
    public LayerSummary read(LayerVisitor visitor, LayerContext context) throws ImageException {
      throw new ImageException(new ImageFailure.Registry(failure));
    }
  }
}
