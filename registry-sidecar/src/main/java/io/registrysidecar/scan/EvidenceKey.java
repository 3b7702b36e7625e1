package io.registrysidecar.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.registrysidecar.image.Layer;
import io.registrysidecar.inventory.LayerEvidence;
import io.registrysidecar.oci.Digest;

/**
 * Under what the evidence of a layer is kept: the digest of the layer, or where it was read by its
 * table of contents, that digest together with the table's. Of one layer both can be known, and who
 * may not believe the table must not get what rests on it.
 *
 * @param layer the digest of the layer
 * @param vouchedBy the digest of what the evidence rests on: the layer, or its table of contents
 */
public record EvidenceKey(Digest layer, Digest vouchedBy) {

  /** Of evidence that rests on all bytes of the layer. */
  static EvidenceKey ofWhole(Digest layer) {
    return new EvidenceKey(layer, layer);
  }

  /** Of evidence that may rest on the table of contents that the layer's manifest promises. */
  static EvidenceKey ofContents(Layer layer) {
    return new EvidenceKey(layer.descriptor().digest(), layer.vouchedBy());
  }

  /** Of {@code evidence}, which was found in {@code layer}. */
  static EvidenceKey of(LayerEvidence evidence, Layer layer) {
    return evidence.restsOnContents() ? ofContents(layer) : ofWhole(evidence.layer());
  }

  /** The key as one digest; the layer's own where the evidence rests on all of it. */
  Digest digest() {
    return layer.equals(vouchedBy)
        ? layer
        : Digest.sha256((layer + " by the contents " + vouchedBy).getBytes(UTF_8));
  }
}
