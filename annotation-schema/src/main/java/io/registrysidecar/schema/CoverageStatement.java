package io.registrysidecar.schema;

import org.jspecify.annotations.Nullable;

/**
 * One thing that was not looked at, and why.
 *
 * @param code stable word for programs, for example {@code advisory-database-missing}; the list of
 *     codes is open
 * @param message the same for people: what, why, and what to try
 * @param layer digest of the layer it is about, or null when it is about the whole image
 * @param path path inside the image it is about, or null
 */
public record CoverageStatement(
    String code, String message, @Nullable String layer, @Nullable String path) {

  /** Checks that code and message are there. */
  public CoverageStatement {
    Require.text("code", code);
    Require.text("message", message);
    Require.digestOrNull("layer", layer);
  }
}
