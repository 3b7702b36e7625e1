package io.registrysidecar.scan;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.schema.AdvisoriesInfo;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known to be wrong with an inventory.
 *
 * @param advisories what it was compared with
 * @param findings what is wrong
 * @param notes what could not be judged
 * @param endOfLife the last day on which the distribution gets security fixes, or null when not
 *     known
 */
public record Judgement(
    AdvisoriesInfo advisories,
    List<Finding> findings,
    List<CoverageNote> notes,
    @Nullable LocalDate endOfLife) {

  /** Copies the lists. */
  public Judgement {
    findings = List.copyOf(findings);
    notes = List.copyOf(notes);
  }

  /** A judgement that says nothing of a distribution. */
  public Judgement(AdvisoriesInfo advisories, List<Finding> findings, List<CoverageNote> notes) {
    this(advisories, findings, notes, null);
  }
}
