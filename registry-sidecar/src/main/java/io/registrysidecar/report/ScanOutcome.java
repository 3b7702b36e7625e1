package io.registrysidecar.report;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.schema.AdvisoriesInfo;
import io.registrysidecar.schema.ScanInfo;
import java.util.List;

/**
 * All that a scan of one platform image found out.
 *
 * @param image the image
 * @param scan when and by whom
 * @param advisories what was known about vulnerabilities; {@link AdvisoriesInfo#none()} when there
 *     was no database
 * @param inventory what is installed, with its own notes
 * @param findings what is wrong, in any order
 * @param notes what was not covered, besides the notes of the inventory: of the manifest tree and
 *     of the matcher
 */
public record ScanOutcome(
    ImageFacts image,
    ScanInfo scan,
    AdvisoriesInfo advisories,
    Inventory inventory,
    List<Finding> findings,
    List<CoverageNote> notes) {

  /** Copies the lists. */
  public ScanOutcome {
    findings = List.copyOf(findings);
    notes = List.copyOf(notes);
  }
}
