package io.registrysidecar.report;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Finding.Kind;
import io.registrysidecar.advisory.Finding.Status;

/**
 * What to look at first, in one number from 0 to 100; docs/priority.md explains it to those who
 * read reports.
 *
 * <ul>
 *   <li>up to 40 for how bad it is;
 *   <li>up to 50 for exploitation: 40 when it is seen in the wild, 50 when ransomware uses it, else
 *       40 times the square root of the likelihood;
 *   <li>10 when a fix can be installed.
 * </ul>
 *
 * <p>Malicious code is always 100, what is suppressed always 0.
 */
final class Priority {

  private static final int HIGHEST = 100;
  private static final int IN_THE_WILD = 40;
  private static final int RANSOMWARE = 50;
  private static final int FIX = 10;

  private Priority() {}

  static int of(Finding finding) {
    if (finding.status() == Status.SUPPRESSED) {
      return 0;
    }
    return finding.kind() == Kind.MALWARE
        ? HIGHEST
        : severity(finding) + exploitation(finding) + (finding.fixed() == null ? 0 : FIX);
  }

  /** What nobody has rated may be anything. */
  private static int severity(Finding finding) {
    return switch (finding.severity()) {
      case CRITICAL -> 40;
      case HIGH -> 30;
      case MEDIUM, UNKNOWN -> 20;
      case LOW -> 10;
      case NEGLIGIBLE -> 0;
    };
  }

  /** The root spreads what is mostly below a hundredth. */
  private static int exploitation(Finding finding) {
    if (finding.kev() != null) {
      return finding.kev().ransomware() ? RANSOMWARE : IN_THE_WILD;
    }
    return finding.epss() == null
        ? 0
        : (int) Math.round(IN_THE_WILD * Math.sqrt(finding.epss().score()));
  }
}
