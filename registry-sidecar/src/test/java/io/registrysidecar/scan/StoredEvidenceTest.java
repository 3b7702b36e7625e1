package io.registrysidecar.scan;

import static io.registrysidecar.testing.Contents.debian;
import static io.registrysidecar.testing.Contents.dpkg;
import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.image.ImageSource;
import io.registrysidecar.image.ImageTrees;
import io.registrysidecar.image.LayerContext;
import io.registrysidecar.image.PlatformFilter;
import io.registrysidecar.image.ScratchSpace;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.Detectors;
import io.registrysidecar.inventory.EvidenceCodec;
import io.registrysidecar.inventory.LayerEvidence;
import io.registrysidecar.inventory.LayerScan;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.store.Store;
import io.registrysidecar.store.jdbc.SqliteStore;
import io.registrysidecar.testing.TestImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredEvidenceTest {

  private static final List<Detector> ALL = Detectors.all();

  @TempDir Path directory;
  private Store store;
  private StoredEvidence cache;
  private LayerEvidence evidence;

  @BeforeEach
  void open() throws Exception {
    store = SqliteStore.open(directory.resolve("state"), Sources.NOON);
    cache = new StoredEvidence(store.layerEvidence(), InstantSource.fixed(Sources.NOON));
    TestImage built = image().layer(debian(12), dpkg("curl", "7.88.1")).build();
    try (ImageSource source = Sources.of(built, directory.resolve("image"))) {
      var layer =
          ImageTrees.read(source, PlatformFilter.all()).images().getFirst().layers().getFirst();
      var scratch = new ScratchSpace(directory.resolve("scratch"), 1 << 20);
      evidence = new LayerScan(LayerContext.of(scratch)).scan(layer, ALL);
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void whatWasSavedIsFound() {
    cache.save(key(), evidence);

    assertThat(cache.find(key(), ALL)).contains(evidence);
  }

  @Test
  void whatRestsOnATableOfContentsIsFoundByWhoNamesTheTable() {
    Digest table = Digest.sha256(new byte[] {1});
    Digest other = Digest.sha256(new byte[] {2});
    var inPart = new EvidenceKey(evidence.layer(), table);
    cache.save(inPart, evidence);

    assertThat(cache.find(inPart, ALL)).contains(evidence);
    assertThat(cache.find(key(), ALL)).isEmpty();
    assertThat(cache.find(new EvidenceKey(evidence.layer(), other), ALL)).isEmpty();
    assertThat(cache.find(new EvidenceKey(other, table), ALL)).isEmpty();
  }

  @Test
  void anUnknownLayerIsNotFound() {
    assertThat(cache.find(key(), ALL)).isEmpty();
  }

  @Test
  void onlyWhatIsAskedForIsFound() {
    cache.save(key(), evidence);

    assertThat(cache.find(key(), ALL.subList(0, 1)))
        .hasValueSatisfying(
            found -> assertThat(found.found()).containsOnlyKeys(ALL.getFirst().id()));
  }

  @Test
  void damagedEvidenceIsAsGoodAsNone() {
    cache.save(key(), evidence);
    store
        .layerEvidence()
        .save(
            evidence.layer(),
            EvidenceCodec.LAYER_PART.name(),
            EvidenceCodec.LAYER_PART.version(),
            "rubbish".getBytes(StandardCharsets.UTF_8),
            Sources.NOON);

    assertThat(cache.find(key(), ALL)).isEmpty();
  }

  private EvidenceKey key() {
    return EvidenceKey.ofWhole(evidence.layer());
  }
}
