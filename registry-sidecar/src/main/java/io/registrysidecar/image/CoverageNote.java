package io.registrysidecar.image;

import io.registrysidecar.oci.Digest;
import org.jspecify.annotations.Nullable;

/**
 * Says where a result is incomplete, so that nobody reads "nothing found" where nobody looked.
 *
 * @param code a stable, lower-case, hyphenated word such as {@code layer-unreadable}
 * @param message one sentence for the operator: what was not covered, why, and what to do
 * @param layer the layer concerned, or null
 * @param path the path concerned within the layer, or null
 */
public record CoverageNote(
    String code, String message, @Nullable Digest layer, @Nullable String path) {

  /** The code of the note that a layer was read by its table of contents, and not all of it. */
  public static final String READ_BY_CONTENTS = "layer-read-by-contents";

  /** A statement about the whole image. */
  public static CoverageNote of(String code, String message) {
    return new CoverageNote(code, message, null, null);
  }
}
