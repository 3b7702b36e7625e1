package io.registrysidecar.inventory;

import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.oci.Digest;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the detectors found in one layer: a pure function of the layer's bytes and the detectors'
 * versions, and therefore kept for as long as anybody has the layer.
 */
public final class LayerEvidence {

  private final Digest layer;
  private final LayerShape shape;
  private final SortedMap<Detector.Id, List<FileEvidence>> found;
  private final List<CoverageNote> notes;
  private final boolean lasting;

  /**
   * Puts evidence together.
   *
   * @param layer the layer's digest
   * @param shape what it hides of the layers below
   * @param found for each detector that looked, the files in which it found something
   * @param notes where the layer itself could not be read
   * @param lasting whether this may be kept
   */
  LayerEvidence(
      Digest layer,
      LayerShape shape,
      Map<Detector.Id, List<FileEvidence>> found,
      List<CoverageNote> notes,
      boolean lasting) {
    this.layer = layer;
    this.shape = shape;
    this.found = Collections.unmodifiableSortedMap(new TreeMap<>(found));
    this.notes = List.copyOf(notes);
    this.lasting = lasting;
  }

  /** The digest of the layer. */
  public Digest layer() {
    return layer;
  }

  /**
   * For each detector that looked, the files in which it found something, in the order of their
   * paths. An empty list says that it looked and there was nothing.
   */
  public SortedMap<Detector.Id, List<FileEvidence>> found() {
    return found;
  }

  /** Where the layer itself could not be read. */
  public List<CoverageNote> notes() {
    return notes;
  }

  /**
   * Whether this may be kept for other images that have the layer; false when a configurable limit,
   * or something outside of the layer, decided what was read.
   */
  public boolean lasting() {
    return lasting;
  }

  /** Whether this rests on a table of contents, and not on all bytes of the layer. */
  public boolean restsOnContents() {
    return notes.stream().anyMatch(note -> note.code().equals(CoverageNote.READ_BY_CONTENTS));
  }

  /** About how much memory this takes, in bytes. */
  public long bytes() {
    long bytes = 0;
    for (List<FileEvidence> files : found.values()) {
      for (FileEvidence file : files) {
        bytes += EvidenceSize.of(file);
      }
    }
    return bytes;
  }

  /** The detectors of {@code all} that have not looked at this layer in their present version. */
  public List<Detector> missing(Collection<Detector> all) {
    return all.stream().filter(detector -> !found.containsKey(detector.id())).toList();
  }

  /** What both know about the same layer; where both know something, {@code newer} is believed. */
  public LayerEvidence and(LayerEvidence newer) {
    if (!layer.equals(newer.layer)) {
      throw new IllegalArgumentException("evidence of two layers: " + layer + ", " + newer.layer);
    }
    Map<Detector.Id, List<FileEvidence>> both = new TreeMap<>(found);
    both.putAll(newer.found);
    return new LayerEvidence(layer, newer.shape, both, newer.notes, lasting && newer.lasting);
  }

  LayerShape shape() {
    return shape;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LayerEvidence evidence
        && layer.equals(evidence.layer)
        && shape.equals(evidence.shape)
        && found.equals(evidence.found)
        && notes.equals(evidence.notes)
        && lasting == evidence.lasting;
  }

  @Override
  public int hashCode() {
    return Objects.hash(layer, shape, found, notes, lasting);
  }

  @Override
  public String toString() {
    return "LayerEvidence[" + layer + ", " + found + ", " + notes + "]";
  }
}
