package io.registrysidecar.scan;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.schema.AdvisoriesInfo;
import java.util.List;

/**
 * What is known to be wrong with an inventory.
 *
 * @param advisories what it was compared with
 * @param findings what is wrong
 * @param notes what could not be judged
 */
public record Judgement(
    AdvisoriesInfo advisories, List<Finding> findings, List<CoverageNote> notes) {

  /** Copies the lists. */
  public Judgement {
    findings = List.copyOf(findings);
    notes = List.copyOf(notes);
  }
}
