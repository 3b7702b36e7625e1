package io.registrysidecar.schema;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many findings count, by severity. Suppressed ones do not count. Zeros mean something only
 * together with the coverage.
 *
 * @param critical critical findings
 * @param high high findings
 * @param medium medium findings
 * @param low low findings
 * @param negligible negligible findings
 * @param unknown findings that nobody has rated
 * @param fixable how many of all these have a version that repairs them
 */
public record Summary(
    int critical, int high, int medium, int low, int negligible, int unknown, int fixable) {

  /** Checks that the counts are possible. */
  public Summary {
    Require.count("critical", critical);
    Require.count("high", high);
    Require.count("medium", medium);
    Require.count("low", low);
    Require.count("negligible", negligible);
    Require.count("unknown", unknown);
    Require.count("fixable", fixable);
    if (fixable > (long) critical + high + medium + low + negligible + unknown) {
      throw new IllegalArgumentException("more fixable findings than findings: " + fixable);
    }
  }

  /** Counts findings. */
  public static Summary of(Collection<FindingInfo> findings) {
    Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
    int fixable = 0;
    for (FindingInfo finding : findings) {
      if (finding.status() != FindingStatus.SUPPRESSED) {
        counts.merge(finding.severity(), 1, Integer::sum);
        fixable += finding.status() == FindingStatus.FIXED_AVAILABLE ? 1 : 0;
      }
    }
    return new Summary(
        counts.getOrDefault(Severity.CRITICAL, 0),
        counts.getOrDefault(Severity.HIGH, 0),
        counts.getOrDefault(Severity.MEDIUM, 0),
        counts.getOrDefault(Severity.LOW, 0),
        counts.getOrDefault(Severity.NEGLIGIBLE, 0),
        counts.getOrDefault(Severity.UNKNOWN, 0),
        fixable);
  }

  /** The count of one severity. */
  public int count(Severity severity) {
    return switch (severity) {
      case CRITICAL -> critical;
      case HIGH -> high;
      case MEDIUM -> medium;
      case LOW -> low;
      case NEGLIGIBLE -> negligible;
      case UNKNOWN -> unknown;
    };
  }
}
