package io.registrysidecar.policy;

import io.registrysidecar.schema.CoverageStatus;
import io.registrysidecar.schema.FindingClass;
import io.registrysidecar.schema.FindingInfo;
import io.registrysidecar.schema.FindingStatus;
import io.registrysidecar.schema.Report;
import java.util.List;

/** What a report says of findings, and whether it can say anything about them or components. */
final class Matched {

  private Matched() {}

  /** The findings of that kind that nobody has suppressed. */
  static List<FindingInfo> findings(Report report, FindingClass kind) {
    return report.findings().stream()
        .filter(finding -> finding.kind() == kind)
        .filter(finding -> finding.status() != FindingStatus.SUPPRESSED)
        .toList();
  }

  /** What is not known where nothing was matched against advisories. */
  static List<Problem> problems(Report report) {
    if (report.advisories().version() == null) {
      return List.of(Problem.unknown("there was no advisory database, so nothing was matched"));
    }
    return looked(report);
  }

  /** What is not known where nothing was looked at. */
  static List<Problem> looked(Report report) {
    return report.coverage().status() == CoverageStatus.NONE
        ? List.of(Problem.unknown("nothing was looked at; the report says why, under coverage"))
        : List.of();
  }

  /** What is not known where the report has no components of its own. */
  static List<Problem> components(Report report) {
    return report.image().isIndex()
        ? List.of(
            Problem.unknown(
                "this is the report of an index, which lists no components; take those of its"
                    + " platforms"))
        : looked(report);
  }
}
