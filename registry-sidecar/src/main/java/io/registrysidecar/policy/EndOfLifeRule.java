package io.registrysidecar.policy;

import io.registrysidecar.schema.FindingClass;
import io.registrysidecar.schema.FindingInfo;
import io.registrysidecar.schema.OsInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Nothing that gets no more fixes, or soon none.
 *
 * @param within how far ahead the end of the distribution counts already
 */
record EndOfLifeRule(Duration within) implements Rule {

  static final String KIND = "end-of-life";

  static Rule read(Fields fields) {
    return new EndOfLifeRule(fields.duration("within").orElse(Duration.ZERO));
  }

  @Override
  public boolean asksForTime() {
    return true;
  }

  @Override
  public List<Problem> judge(Facts.Scanned facts) {
    List<Problem> problems = new ArrayList<>(Matched.looked(facts.report()));
    for (FindingInfo finding : Matched.findings(facts.report(), FindingClass.EOL)) {
      String text = finding.component() + " gets no more fixes: " + finding.reason();
      problems.add(Problem.of(finding, Outcome.BROKEN, text));
    }
    if (facts.report().image().isIndex()) {
      problems.addAll(Matched.components(facts.report()));
    }
    OsInfo os = facts.report().os();
    if (os != null) {
      problems.addAll(distribution(os, facts.now()));
    }
    return problems;
  }

  private List<Problem> distribution(OsInfo os, Instant now) {
    LocalDate last = os.endOfLife();
    if (last == null) {
      return List.of(Problem.unknown("it is not known until when " + os.name() + " gets fixes"));
    }
    Instant end = last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return now.isBefore(end.minus(within))
        ? List.of()
        : List.of(Problem.broken(os.name() + " gets fixes until " + last));
  }
}
