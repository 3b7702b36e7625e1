package io.registrysidecar.report;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.schema.AdvisoriesInfo;
import io.registrysidecar.schema.ScanInfo;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
 * @param endOfLife the last day on which the distribution gets security fixes, or null when not
 *     known
 */
public record ScanOutcome(
    ImageFacts image,
    ScanInfo scan,
    AdvisoriesInfo advisories,
    Inventory inventory,
    List<Finding> findings,
    List<CoverageNote> notes,
    @Nullable LocalDate endOfLife) {

  /** Copies the lists. */
  public ScanOutcome {
    findings = List.copyOf(findings);
    notes = List.copyOf(notes);
  }

  /** An outcome that says nothing of how long the distribution is looked after. */
  public ScanOutcome(
      ImageFacts image,
      ScanInfo scan,
      AdvisoriesInfo advisories,
      Inventory inventory,
      List<Finding> findings,
      List<CoverageNote> notes) {
    this(image, scan, advisories, inventory, findings, notes, null);
  }
}
