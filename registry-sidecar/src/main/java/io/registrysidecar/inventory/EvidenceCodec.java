package io.registrysidecar.inventory;

import io.registrysidecar.oci.Digest;
import java.util.Map;

/**
 * Layer evidence as bytes, one part for each detector and one for the layer itself, so that each
 * can be kept under (layer digest, detector name, detector version). Equal evidence gives equal
 * bytes.
 */
public final class EvidenceCodec {

  /** Names the part that says what a layer hides and where it could not be read. */
  public static final Detector.Id LAYER_PART = new Detector.Id("layer", 1);

  private EvidenceCodec() {}

  /** The parts of {@code evidence}: {@link #LAYER_PART} and one for each detector. */
  public static Map<Detector.Id, byte[]> encode(LayerEvidence evidence) {
    throw new UnsupportedOperationException();
  }

  /**
   * Puts parts together again. Parts of detectors that are not asked for may be left out.
   *
   * @throws MalformedEvidence if a part is not what {@link #encode} gives, or {@link #LAYER_PART}
   *     is missing
   */
  public static LayerEvidence decode(Digest layer, Map<Detector.Id, byte[]> parts)
      throws MalformedEvidence {
    throw new UnsupportedOperationException();
  }
}
