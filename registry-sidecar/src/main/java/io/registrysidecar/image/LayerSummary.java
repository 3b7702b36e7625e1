package io.registrysidecar.image;

import java.util.List;

/**
 * What is to be said about a layer after it was read.
 *
 * @param notes where it could not be read, each with the layer's digest
 * @param lasting whether another reading of the same bytes would end in the same way; false when a
 *     configurable limit or the manifest around the layer decided
 * @param entries how many entries it has
 * @param compressedBytes how many bytes were read
 * @param plainBytes how many bytes they became
 */
public record LayerSummary(
    List<CoverageNote> notes,
    boolean lasting,
    long entries,
    long compressedBytes,
    long plainBytes) {

  /** Copies the list. */
  public LayerSummary {
    notes = List.copyOf(notes);
  }

  /** Whether only a table of contents says that this is all that there is. */
  public boolean restsOnContents() {
    return notes.stream().anyMatch(note -> note.code().equals(CoverageNote.READ_BY_CONTENTS));
  }
}
