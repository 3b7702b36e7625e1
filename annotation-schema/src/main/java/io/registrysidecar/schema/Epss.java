package io.registrysidecar.schema;

import java.time.LocalDate;

/**
 * How likely a vulnerability is exploited in the next thirty days, as FIRST.org estimates it.
 *
 * @param score probability, 0 to 1
 * @param percentile share of vulnerabilities with the same or a lower score, 0 to 1
 * @param date day of the estimate
 */
public record Epss(double score, double percentile, LocalDate date) {

  /** Checks both shares. */
  public Epss {
    Require.between("EPSS score", score, 0, 1);
    Require.between("EPSS percentile", percentile, 0, 1);
  }
}
