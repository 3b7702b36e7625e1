package io.registrysidecar.schema;

import java.time.Instant;

/**
 * When and by whom it was scanned. All that differs, besides the tags, between two reports of one
 * image with equal advisories.
 *
 * @param id names this scan in logs and interfaces of the scanner
 * @param startedAt when the scan began
 * @param finishedAt when the report was assembled
 * @param scanner the program
 */
public record ScanInfo(String id, Instant startedAt, Instant finishedAt, ScannerInfo scanner) {

  /** Checks the order of times. */
  public ScanInfo {
    Require.text("id", id);
    if (finishedAt.isBefore(startedAt)) {
      throw new IllegalArgumentException(
          "finishedAt " + finishedAt + " is before startedAt " + startedAt);
    }
  }
}
