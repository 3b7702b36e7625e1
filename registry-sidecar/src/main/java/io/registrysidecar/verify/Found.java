package io.registrysidecar.verify;

import io.registrysidecar.oci.Manifest;
import java.util.List;

/**
 * What was found for an image.
 *
 * @param image the image or index, as it was resolved
 * @param signatures all that was looked at, good and bad
 * @param notes what was not looked at, and why
 */
public record Found(Manifest image, List<FoundSignature> signatures, List<String> notes) {

  /** Copies the lists. */
  public Found {
    signatures = List.copyOf(signatures);
    notes = List.copyOf(notes);
  }

  /** Whether somebody who is trusted for releases signed the image. */
  public boolean isReleased() {
    return signatures.stream().anyMatch(FoundSignature::releases);
  }
}
