package io.registrysidecar.schema;

import org.jspecify.annotations.Nullable;

/**
 * One platform of an index, in its roll-up report. The platform's own report hangs on {@code
 * digest}.
 *
 * @param platform {@code os/architecture[/variant]}
 * @param digest digest of the platform's manifest
 * @param coverage how much of it was looked at
 * @param summary its counts, or null when it was not scanned
 */
public record PlatformInfo(
    String platform, String digest, CoverageStatus coverage, @Nullable Summary summary) {

  /** Checks the digest, and that only an unscanned platform has no counts. */
  public PlatformInfo {
    Require.text("platform", platform);
    Require.digest("platform digest", digest);
    if (summary == null && coverage != CoverageStatus.NONE) {
      throw new IllegalArgumentException(
          "platform " + platform + " is covered (" + coverage.word() + ") but has no summary");
    }
  }
}
