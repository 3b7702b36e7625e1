package io.registrysidecar.audit;

import io.registrysidecar.image.CoverageNote;
import java.util.List;

/**
 * All that could be found out about where an image came from. Equal as long as what is in the
 * registry is.
 *
 * @param content the digests of its parts
 * @param built what is said of how it was built, the most reliable first
 * @param attached the signatures and attestations found
 * @param notes what could not be read
 */
public record Origin(
    Content content, List<BuildClaim> built, List<Attached> attached, List<CoverageNote> notes) {

  /** Puts the lists in order. */
  public Origin {
    built = built.stream().sorted(BuildClaim.BEST_FIRST).toList();
    attached = attached.stream().sorted(Attached.IN_ORDER).toList();
    notes = List.copyOf(notes);
  }

  /** The claims that tell what the image was built on, the most reliable first. */
  public List<BuildClaim> withBase() {
    return built.stream().filter(claim -> claim.build().isBaseKnown()).toList();
  }
}
