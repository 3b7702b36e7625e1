package io.registrysidecar.advisory.cvss;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The base equation of CVSS 2.0 (A Complete Guide to CVSS 2.0, §3.2.1). */
final class CvssV2 {

  private static final List<String> BASE = List.of("AV", "AC", "Au", "C", "I", "A");

  private static final Map<String, List<String>> ALLOWED =
      Metrics.table(
          """
          AV L A N
          AC H M L
          Au M S N
          C N P C
          I N P C
          A N P C
          E U POC F H ND
          RL OF TF W U ND
          RC UC UR C ND
          CDP N L LM MH H ND
          TD N L M H ND
          CR L M H ND
          IR L M H ND
          AR L M H ND\
          """);

  private static final Map<String, String> ACCESS_VECTOR =
      Map.of("L", "0.395", "A", "0.646", "N", "1");
  private static final Map<String, String> ACCESS_COMPLEXITY =
      Map.of("H", "0.35", "M", "0.61", "L", "0.71");
  private static final Map<String, String> AUTHENTICATION =
      Map.of("M", "0.45", "S", "0.56", "N", "0.704");
  private static final Map<String, String> IMPACT = Map.of("N", "0", "P", "0.275", "C", "0.660");

  private CvssV2() {}

  static Optional<CvssScore> score(String vector) {
    String bare =
        vector.startsWith("(") && vector.endsWith(")")
            ? vector.substring(1, vector.length() - 1)
            : vector;
    return Metrics.parse(bare, BASE, ALLOWED)
        .map(metrics -> new CvssScore("2.0", vector, tenths(metrics)));
  }

  private static int tenths(Metrics metrics) {
    BigDecimal impact =
        Exact.of("10.41")
            .multiply(
                BigDecimal.ONE.subtract(
                    Exact.rest(IMPACT, metrics.get("C"))
                        .multiply(Exact.rest(IMPACT, metrics.get("I")))
                        .multiply(Exact.rest(IMPACT, metrics.get("A")))));
    if (impact.signum() == 0) {
      return 0;
    }
    BigDecimal exploitability =
        Exact.of("20")
            .multiply(Exact.of(ACCESS_VECTOR, metrics.get("AV")))
            .multiply(Exact.of(ACCESS_COMPLEXITY, metrics.get("AC")))
            .multiply(Exact.of(AUTHENTICATION, metrics.get("Au")));
    return Exact.of("0.6")
        .multiply(impact)
        .add(Exact.of("0.4").multiply(exploitability))
        .subtract(Exact.of("1.5"))
        .multiply(Exact.of("1.176"))
        .movePointRight(1)
        .setScale(0, RoundingMode.HALF_UP)
        .intValueExact();
  }
}
