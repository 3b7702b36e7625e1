package io.registrysidecar.policy;

import io.registrysidecar.schema.Report;
import java.time.Instant;
import java.util.List;

/**
 * What a judge is asked about.
 *
 * @param report of an image, or of an index
 * @param platforms of an index, the reports of its platforms that were scanned; empty for an image
 * @param signatures what is known of the signatures on what {@code report} is about
 */
public record Case(Report report, List<Report> platforms, Signatures signatures) {

  /** Copies the list. */
  public Case {
    platforms = List.copyOf(platforms);
  }

  /** An image, of which nobody knows who signed it. */
  public static Case of(Report report) {
    return new Case(report, List.of(), Signatures.UNCHECKED);
  }

  /** The same, with what has become known of its signatures. */
  public Case with(Signatures found) {
    return new Case(report, platforms, found);
  }

  /**
   * The facts that follow. What is signed is the index: its signatures count for each platform, and
   * those of one platform count for no other.
   */
  Facts facts(Instant now) {
    return report.platforms().isEmpty() && platforms.isEmpty()
        ? new Facts.Scanned(report, signatures, now)
        : new Facts.Index(
            report,
            platforms.stream()
                .map(platform -> new Facts.Scanned(platform, signatures, now))
                .toList());
  }
}
