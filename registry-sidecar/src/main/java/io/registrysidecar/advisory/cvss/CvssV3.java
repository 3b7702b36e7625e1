package io.registrysidecar.advisory.cvss;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The base equations of CVSS 3.0 and 3.1 (specification documents, §8.1 and §7.1). They differ only
 * in how they round up.
 */
final class CvssV3 {

  private static final List<String> BASE = List.of("AV", "AC", "PR", "UI", "S", "C", "I", "A");

  private static final Map<String, List<String>> ALLOWED =
      Metrics.table(
          """
          AV N A L P
          AC L H
          PR N L H
          UI N R
          S U C
          C H L N
          I H L N
          A H L N
          E X U P F H
          RL X O T W U
          RC X U R C
          CR X L M H
          IR X L M H
          AR X L M H
          MAV X N A L P
          MAC X L H
          MPR X N L H
          MUI X N R
          MS X U C
          MC X N L H
          MI X N L H
          MA X N L H\
          """);

  private static final Map<String, String> ATTACK_VECTOR =
      Map.of("N", "0.85", "A", "0.62", "L", "0.55", "P", "0.2");
  private static final Map<String, String> ATTACK_COMPLEXITY = Map.of("L", "0.77", "H", "0.44");
  private static final Map<String, String> PRIVILEGES_UNCHANGED =
      Map.of("N", "0.85", "L", "0.62", "H", "0.27");
  private static final Map<String, String> PRIVILEGES_CHANGED =
      Map.of("N", "0.85", "L", "0.68", "H", "0.5");
  private static final Map<String, String> USER_INTERACTION = Map.of("N", "0.85", "R", "0.62");
  private static final Map<String, String> IMPACT = Map.of("H", "0.56", "L", "0.22", "N", "0");

  private CvssV3() {}

  static Optional<CvssScore> score(String vector) {
    int slash = vector.indexOf('/');
    String version = slash < 0 ? "" : vector.substring("CVSS:".length(), slash);
    if (!version.equals("3.0") && !version.equals("3.1")) {
      return Optional.empty();
    }
    return Metrics.parse(vector.substring(slash + 1), BASE, ALLOWED)
        .map(metrics -> {
          BigDecimal score = base(metrics).min(BigDecimal.TEN);
          return new CvssScore(
              version,
              vector,
              version.equals("3.0") ? roundUp(score) : roundUpFromFiveDecimals(score));
        });
  }

  private static BigDecimal base(Metrics metrics) {
    boolean changed = metrics.get("S").equals("C");
    BigDecimal subScore =
        BigDecimal.ONE.subtract(
            Exact.rest(IMPACT, metrics.get("C"))
                .multiply(Exact.rest(IMPACT, metrics.get("I")))
                .multiply(Exact.rest(IMPACT, metrics.get("A"))));
    BigDecimal impact =
        changed
            ? Exact.of("7.52")
                .multiply(subScore.subtract(Exact.of("0.029")))
                .subtract(Exact.of("3.25").multiply(subScore.subtract(Exact.of("0.02")).pow(15)))
            : Exact.of("6.42").multiply(subScore);
    if (impact.signum() <= 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal exploitability =
        Exact.of("8.22")
            .multiply(Exact.of(ATTACK_VECTOR, metrics.get("AV")))
            .multiply(Exact.of(ATTACK_COMPLEXITY, metrics.get("AC")))
            .multiply(
                Exact.of(changed ? PRIVILEGES_CHANGED : PRIVILEGES_UNCHANGED, metrics.get("PR")))
            .multiply(Exact.of(USER_INTERACTION, metrics.get("UI")));
    BigDecimal sum = impact.add(exploitability);
    return changed ? Exact.of("1.08").multiply(sum) : sum;
  }

  private static int roundUp(BigDecimal score) {
    return score.movePointRight(1).setScale(0, RoundingMode.CEILING).intValueExact();
  }

  /** Appendix A of 3.1: what lies beyond the fifth decimal does not round up. */
  private static int roundUpFromFiveDecimals(BigDecimal score) {
    return roundUp(score.setScale(5, RoundingMode.HALF_UP));
  }
}
