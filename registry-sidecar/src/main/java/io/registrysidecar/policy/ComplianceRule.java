package io.registrysidecar.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Enough hardening checks are passed.
 *
 * @param level which checks count, or empty for all
 * @param least the share of them that must be passed, in percent
 * @param except identifiers of checks that do not count
 */
record ComplianceRule(Optional<String> level, double least, Set<String> except) implements Rule {

  static final String KIND = "compliance";

  static Rule read(Fields fields) {
    return new ComplianceRule(
        fields.text("level"),
        fields.number("at-least", 0, 100).orElse(100.0),
        Set.copyOf(fields.texts("except")));
  }

  @Override
  public List<Problem> judge(Facts.Scanned facts) {
    List<Map<String, Object>> checks =
        new Checks(facts.report().checks())
            .ofLevel(level).stream().filter(check -> !except.contains(Checks.id(check))).toList();
    if (checks.isEmpty()) {
      return List.of(
          Problem.unknown("there were no checks" + level.map(l -> " of " + l).orElse("")));
    }
    long passed = checks.stream().filter(Checks::passed).count();
    List<String> failed = checks.stream().filter(Checks::failed).map(Checks::id).sorted().toList();
    long undecided = checks.size() - passed - failed.size();
    if (enough(passed, checks.size())) {
      return List.of();
    }
    List<Problem> problems = new ArrayList<>();
    String text =
        passed
            + " of "
            + checks.size()
            + " checks are passed; failed: "
            + failed.stream().limit(10).collect(Collectors.joining(", "));
    problems.add(
        enough(passed + undecided, checks.size())
            ? Problem.unknown(text + "; undecided: " + undecided)
            : Problem.broken(text));
    return problems;
  }

  private boolean enough(long passed, int all) {
    return passed * 100.0 >= least * all;
  }
}
