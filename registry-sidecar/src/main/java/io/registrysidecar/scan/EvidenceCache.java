package io.registrysidecar.scan;

import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.LayerEvidence;
import java.util.Collection;
import java.util.Optional;

/** Remembers what detectors found in layers. */
public interface EvidenceCache {

  /** Remembers nothing. */
  EvidenceCache NONE =
      new EvidenceCache() {
        @Override
        public Optional<LayerEvidence> find(EvidenceKey key, Collection<Detector> detectors) {
          return Optional.empty();
        }

        @Override
        public void save(EvidenceKey key, LayerEvidence evidence) {
          // Nothing is remembered.
        }
      };

  /**
   * What is known about a layer from those of {@code detectors} that have looked at it in their
   * present version; empty when nothing is.
   */
  Optional<LayerEvidence> find(EvidenceKey key, Collection<Detector> detectors);

  /** Remembers what was found, nothing included. */
  void save(EvidenceKey key, LayerEvidence evidence);
}
