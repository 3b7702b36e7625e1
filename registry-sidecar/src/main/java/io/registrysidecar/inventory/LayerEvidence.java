package io.registrysidecar.inventory;

import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.oci.Digest;
import java.util.Collection;
import java.util.List;
import java.util.SequencedMap;

/**
 * What the detectors found in one layer: a pure function of the layer's bytes and the detectors'
 * versions, and therefore kept for as long as anybody has the layer.
 *
 * @param layer the layer's digest
 * @param shape what it hides of the layers below
 * @param found for each detector that looked, the files that it read, in the order of their paths;
 *     an empty list says that there was nothing
 * @param notes where the layer itself could not be read
 * @param lasting whether this may be kept; false when a configurable limit cut the reading short
 */
public record LayerEvidence(
    Digest layer,
    LayerShape shape,
    SequencedMap<Detector.Id, List<FileEvidence>> found,
    List<CoverageNote> notes,
    boolean lasting) {

  /** The detectors of {@code all} that have not looked at this layer in their present version. */
  public List<Detector> missing(Collection<Detector> all) {
    return all.stream().filter(detector -> !found.containsKey(detector.id())).toList();
  }

  /** What both know about the same layer; where both know something, {@code newer} is believed. */
  public LayerEvidence and(LayerEvidence newer) {
    throw new UnsupportedOperationException();
  }
}
