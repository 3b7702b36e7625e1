package io.registrysidecar.scan;

import io.registrysidecar.audit.Origin;
import io.registrysidecar.audit.OriginCollector;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.image.ImageFailure;
import io.registrysidecar.image.Layer;
import io.registrysidecar.image.PlatformImage;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.inventory.LayerEvidence;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.client.RegistryFailure;
import io.registrysidecar.report.BaseClaims;
import io.registrysidecar.report.ImageFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads the layers that are not known yet. A layer that is damaged or missing leaves a note; one
 * that the registry does not give now, or not to this account, ends the scan. Then finds out where
 * the image came from.
 */
final class ReadLayersStep {

  /** Code of the note about a layer that could not be fetched, or is not what it should be. */
  static final String UNREADABLE = "layer-unreadable";

  private final LayerReader reader;
  private final Ledger ledger;
  private final OriginCollector origins;
  private final Endings endings;
  private final KnownInventories inventories;

  ReadLayersStep(
      LayerReader reader,
      KnownInventories inventories,
      Ledger ledger,
      OriginCollector origins,
      Endings endings) {
    this.inventories = inventories;
    this.reader = reader;
    this.ledger = ledger;
    this.origins = origins;
    this.endings = endings;
  }

  ScanState run(Scan scan, ScanState.ReadLayers state) throws InterruptedException {
    PlatformImage image = state.image();
    Optional<Inventory> known = inventories.of(image.layers());
    if (known.isPresent()) {
      image
          .layers()
          .forEach(layer ->
              scan.progress().known(layer.descriptor().digest(), layer.descriptor().size()));
      List<CoverageNote> notes = new ArrayList<>(image.notes());
      ImageFacts facts = facts(scan, image, notes);
      return new ScanState.Match(image.manifest().self(), facts, known.get(), notes);
    }
    List<Layer> layers = reader.layersOf(image, scan.source());
    Map<Digest, LayerResult> results = reader.read(layers, Claim.of(scan), scan.progress());
    List<LayerEvidence> evidence = new ArrayList<>();
    List<CoverageNote> notes = new ArrayList<>(image.notes());
    for (Layer layer : image.layers()) {
      Digest digest = layer.descriptor().digest();
      switch (Objects.requireNonNull(results.get(digest))) {
        case LayerResult.Known(LayerEvidence found) -> evidence.add(found);
        case LayerResult.Failed(ImageFailure failure) when isAboutTheLayer(failure) ->
            notes.add(new CoverageNote(UNREADABLE, failure.message(), digest, null));
        case LayerResult.Failed(ImageFailure failure) -> {
          return endings.of(failure);
        }
      }
    }
    ImageFacts facts = facts(scan, image, notes);
    return new ScanState.Squash(image.manifest().self(), facts, evidence, notes);
  }

  /** Finds out where the image came from; what could not be read of that goes to the notes. */
  private ImageFacts facts(Scan scan, PlatformImage image, List<CoverageNote> notes)
      throws InterruptedException {
    Digest manifest = image.manifest().self().digest();
    Origin origin = origins.collect(image, scan.source(), ledger.index(scan, manifest));
    notes.addAll(origin.notes());
    return facts(scan, image, origin);
  }

  private ImageFacts facts(Scan scan, PlatformImage image, Origin origin) {
    Digest digest = image.manifest().self().digest();
    return new ImageFacts(
        scan.repository(),
        digest,
        image.manifest().self().mediaType(),
        image.platform(),
        ledger.tags(scan, digest),
        image.layers().stream().map(layer -> layer.descriptor().digest()).toList(),
        ledger.base(image, BaseClaims.of(origin)).orElse(null),
        origin);
  }

  /** Otherwise it is about the registry, and the next layer would fail in the same way. */
  private static boolean isAboutTheLayer(ImageFailure failure) {
    return !(failure instanceof ImageFailure.Registry(RegistryFailure registry))
        || registry instanceof RegistryFailure.NotFound
        || registry instanceof RegistryFailure.NotWhatWasPromised
        || registry instanceof RegistryFailure.TooLarge;
  }
}
