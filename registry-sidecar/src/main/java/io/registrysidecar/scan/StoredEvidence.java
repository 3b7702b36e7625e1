package io.registrysidecar.scan;

import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceCodec;
import io.registrysidecar.inventory.LayerEvidence;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.store.LayerEvidenceStore;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Layer evidence in the store, one row for each layer, detector and version of the detector. */
public final class StoredEvidence implements EvidenceCache {

  private static final Logger LOG = LoggerFactory.getLogger(StoredEvidence.class);

  private final LayerEvidenceStore store;
  private final InstantSource clock;

  /** Keeps evidence in {@code store}. */
  public StoredEvidence(LayerEvidenceStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Optional<LayerEvidence> find(EvidenceKey key, Collection<Detector> detectors) {
    Digest kept = key.digest();
    Map<String, Integer> wanted = new HashMap<>();
    wanted.put(EvidenceCodec.LAYER_PART.name(), EvidenceCodec.LAYER_PART.version());
    detectors.forEach(detector -> wanted.put(detector.id().name(), detector.id().version()));
    Map<String, byte[]> stored = store.of(kept, wanted);
    Map<Detector.Id, byte[]> parts = new HashMap<>();
    wanted.forEach((name, version) -> {
      byte[] part = stored.get(name);
      if (part != null) {
        parts.put(new Detector.Id(name, version), part);
      }
    });
    if (!parts.containsKey(EvidenceCodec.LAYER_PART)) {
      return Optional.empty();
    }
    store.used(List.of(kept), clock.instant());
    try {
      return Optional.of(EvidenceCodec.decode(key.layer(), parts));
    } catch (MalformedEvidence e) {
      LOG.atWarn()
          .addKeyValue("layer", key.layer())
          .addKeyValue("reason", e.getMessage())
          .log("stored evidence is damaged, the layer is read again");
      return Optional.empty();
    }
  }

  @Override
  public void save(EvidenceKey key, LayerEvidence evidence) {
    Digest kept = key.digest();
    EvidenceCodec.encode(evidence)
        .forEach((id, part) -> store.save(kept, id.name(), id.version(), part, clock.instant()));
  }
}
