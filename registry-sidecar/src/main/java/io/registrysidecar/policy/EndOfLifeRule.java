package io.registrysidecar.policy;

import io.registrysidecar.schema.FindingClass;
import io.registrysidecar.schema.FindingStatus;
import io.registrysidecar.schema.OsInfo;
import java.time.Duration;
import java.time.Instant;
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
    facts.report().findings().stream()
        .filter(finding -> finding.kind() == FindingClass.EOL)
        .filter(finding -> finding.status() != FindingStatus.SUPPRESSED)
        .map(finding ->
            new Problem(
                Outcome.BROKEN,
                Problem.ids(finding.id(), finding.aliases()),
                finding.component(),
                finding.component() + " gets no more fixes: " + finding.reason()))
        .forEach(problems::add);
    if (facts.report().image().isIndex()) {
      problems.addAll(Matched.components(facts.report()));
    }
    OsInfo os = facts.report().os();
    if (os != null && os.endOfLife() == null) {
      problems.add(Problem.unknown("it is not known until when " + os.name() + " gets fixes"));
    } else if (os != null && os.endOfLife() != null) {
      Instant end = os.endOfLife().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      if (!facts.now().isBefore(end.minus(within))) {
        problems.add(Problem.broken(os.name() + " gets fixes until " + os.endOfLife()));
      }
    }
    return problems;
  }
}
