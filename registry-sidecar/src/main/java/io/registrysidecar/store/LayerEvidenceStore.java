package io.registrysidecar.store;

import io.registrysidecar.oci.Digest;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/**
 * What each detector found in each layer. Evidence is a function of the layer's bytes and the
 * detector's version, so it is shared by every image that has the layer and is never wrong, only
 * old: any of it may be forgotten at any time.
 */
public interface LayerEvidenceStore {

  /**
   * All that is known of a layer from those of {@code wanted}.
   *
   * @param wanted versions by the names of their detectors
   * @return evidence by the name of the detector
   */
  Map<String, byte[]> of(Digest layer, Map<String, Integer> wanted);

  /** Remembers what a detector found; replaces what the same version found before. */
  void save(Digest layer, String detector, int version, byte[] evidence, Instant at);

  /** Notes that the evidence of these layers is still in use. */
  void used(Collection<Digest> layers, Instant at);

  /**
   * Forgets what was unused longest until all evidence together has at most {@code bytes}; gives
   * how many pieces went.
   */
  int trimTo(long bytes);
}
