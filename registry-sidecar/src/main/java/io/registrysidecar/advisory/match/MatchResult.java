package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.image.CoverageNote;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What matching found.
 *
 * @param findings sorted by component, then identifier; of one component no two have the same
 *     identifier
 * @param notes where nothing could be said, which is not the same as nothing being wrong
 * @param endOfLife the last day on which the distribution gets security fixes, or null when not
 *     known
 */
public record MatchResult(
    List<Finding> findings, List<CoverageNote> notes, @Nullable LocalDate endOfLife) {

  /** Copies the lists. */
  public MatchResult {
    findings = List.copyOf(findings);
    notes = List.copyOf(notes);
  }

  /** A result that says nothing of a distribution. */
  public MatchResult(List<Finding> findings, List<CoverageNote> notes) {
    this(findings, notes, null);
  }
}
