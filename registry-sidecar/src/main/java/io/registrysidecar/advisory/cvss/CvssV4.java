package io.registrysidecar.advisory.cvss;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * CVSS 4.0 (specification document §8.2): the vector's MacroVector gives a score, from which the
 * mean proportional distance to the MacroVector's highest vectors is taken off.
 *
 * <p>Everything is counted in whole numbers: scores in tenths, distances in steps of one metric
 * value, and proportions as fractions with the denominator {@link #UNIT}.
 */
final class CvssV4 {

  private static final List<String> BASE =
      List.of("AV", "AC", "AT", "PR", "UI", "VC", "VI", "VA", "SC", "SI", "SA");

  private static final Map<String, List<String>> ALLOWED =
      Metrics.table(
          """
          AV N A L P
          AC L H
          AT N P
          PR N L H
          UI N P A
          VC H L N
          VI H L N
          VA H L N
          SC H L N
          SI H L N
          SA H L N
          E X A P U
          CR X H M L
          IR X H M L
          AR X H M L
          MAV X N A L P
          MAC X L H
          MAT X N P
          MPR X N L H
          MUI X N P A
          MVC X H L N
          MVI X H L N
          MVA X H L N
          MSC X H L N
          MSI X S H L N
          MSA X S H L N
          S X N P
          AU X N Y
          R X A U I
          V X D C
          RE X L M H
          U X Clear Green Amber Red\
          """);

  /** Divisible by the depth of every MacroVector, 1 to 10. */
  private static final int UNIT = 7 * 8 * 9 * 5;

  private CvssV4() {}

  static Optional<CvssScore> score(String vector) {
    return Metrics.parse(vector.substring("CVSS:4.0/".length()), BASE, ALLOWED)
        .map(metrics -> new CvssScore("4.0", vector, tenths(new EffectiveMetrics(metrics))));
  }

  private static int tenths(EffectiveMetrics metrics) {
    if (metrics.withoutImpact()) {
      return 0;
    }
    MacroVector macro = MacroVector.of(metrics);
    int score = macro.score();
    int[] distances = HighestVectors.distances(macro, metrics);
    int[] depths = HighestVectors.depths(macro);
    List<Optional<Integer>> lower = macro.nextLowerScores();
    int count = 0;
    long taken = 0;
    for (int i = 0; i < lower.size(); i++) {
      if (lower.get(i).isPresent()) {
        count++;
        taken += (long) (score - lower.get(i).get()) * distances[i] * (UNIT / depths[i]);
      }
    }
    if (count == 0) {
      return score;
    }
    long denominator = (long) UNIT * count;
    long exact = score * denominator - taken;
    return Math.toIntExact(Math.clamp((2 * exact + denominator) / (2 * denominator), 0, 100));
  }
}
