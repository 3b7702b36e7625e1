package io.registrysidecar.policy;

import io.registrysidecar.schema.Coverage;
import io.registrysidecar.schema.CoverageStatement;
import io.registrysidecar.schema.CoverageStatus;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Enough was looked at.
 *
 * @param least how much
 * @param except codes of gaps that do not count
 */
record CoverageRule(CoverageStatus least, Set<String> except) implements Rule {

  static final String KIND = "coverage";

  static Rule read(Fields fields) {
    return new CoverageRule(
        fields.word("at-least", Words.COVERAGES).orElse(CoverageStatus.COMPLETE),
        Set.copyOf(fields.texts("except")));
  }

  @Override
  public List<Problem> judge(Facts.Scanned facts) {
    Coverage coverage = facts.report().coverage();
    if (coverage.status() == CoverageStatus.NONE) {
      return List.of(Problem.unknown("nothing was looked at: " + gaps(coverage)));
    }
    boolean excepted =
        !coverage.statements().isEmpty()
            && coverage.statements().stream().allMatch(gap -> except.contains(gap.code()));
    return coverage.status().compareTo(least) <= 0 || excepted
        ? List.of()
        : List.of(Problem.broken("not everything was looked at: " + gaps(coverage)));
  }

  private static String gaps(Coverage coverage) {
    return coverage.statements().stream()
        .map(CoverageStatement::code)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
