package io.registrysidecar.report;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Platform;
import io.registrysidecar.schema.Report;

/** What became of one platform of an index. */
public sealed interface PlatformResult {

  /**
   * It was scanned.
   *
   * @param report its own report, which has digest and platform
   */
  record Scanned(Report report) implements PlatformResult {
    /** Checks that the report is one of a platform. */
    public Scanned {
      if (report.image().digest() == null || report.image().platform() == null) {
        throw new IllegalArgumentException(
            "the report of " + report.image().repository() + " names no digest and platform");
      }
    }
  }

  /**
   * It was not, and nothing is known about it.
   *
   * @param platform the platform
   * @param digest digest of its manifest
   * @param reason why, as a sentence that says what to do
   */
  record NotScanned(Platform platform, Digest digest, String reason) implements PlatformResult {}
}
