package io.registrysidecar.advisory.vex;

import io.registrysidecar.image.CoverageNote;
import java.util.List;

/**
 * A document as far as it could be read.
 *
 * @param statements those that say what they have to
 * @param notes one for each that does not, with its place in the document
 */
public record VexDocument(List<VexStatement> statements, List<CoverageNote> notes) {

  /** Copies the lists. */
  public VexDocument {
    statements = List.copyOf(statements);
    notes = List.copyOf(notes);
  }
}
