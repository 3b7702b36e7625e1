package io.registrysidecar.advisory.cvss;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The highest vectors of each MacroVector of CVSS 4.0, and how far below them a vector lies. */
final class HighestVectors {

  /**
   * Values of each metric, worst first; the distance between two is how many steps they are apart.
   */
  private static final Map<String, List<String>> STEPS =
      Metrics.table(
          """
          AV N A L P
          PR N L H
          UI N P A
          AC L H
          AT N P
          VC H L N
          VI H L N
          VA H L N
          SC S H L N
          SI S H L N
          SA S H L N
          CR H M L
          IR H M L
          AR H M L\
          """);

  private static final List<List<String>> EQ1 =
      List.of(
          List.of("AV:N/PR:N/UI:N"),
          List.of("AV:A/PR:N/UI:N", "AV:N/PR:L/UI:N", "AV:N/PR:N/UI:P"),
          List.of("AV:P/PR:N/UI:N", "AV:A/PR:L/UI:P"));

  private static final List<List<String>> EQ2 =
      List.of(List.of("AC:L/AT:N"), List.of("AC:H/AT:N", "AC:L/AT:P"));

  /** By eq3, then by eq6. */
  private static final List<List<List<String>>> EQ3_EQ6 =
      List.of(
          List.of(
              List.of("VC:H/VI:H/VA:H/CR:H/IR:H/AR:H"),
              List.of("VC:H/VI:H/VA:L/CR:M/IR:M/AR:H", "VC:H/VI:H/VA:H/CR:M/IR:M/AR:M")),
          List.of(
              List.of("VC:L/VI:H/VA:H/CR:H/IR:H/AR:H", "VC:H/VI:L/VA:H/CR:H/IR:H/AR:H"),
              List.of(
                  "VC:L/VI:H/VA:L/CR:H/IR:M/AR:H",
                  "VC:L/VI:H/VA:H/CR:H/IR:M/AR:M",
                  "VC:H/VI:L/VA:H/CR:M/IR:H/AR:M",
                  "VC:H/VI:L/VA:L/CR:M/IR:H/AR:H",
                  "VC:L/VI:L/VA:H/CR:H/IR:H/AR:M")),
          List.of(List.of(), List.of("VC:L/VI:L/VA:L/CR:H/IR:H/AR:H")));

  private static final List<List<String>> EQ4 =
      List.of(List.of("SC:H/SI:S/SA:S"), List.of("SC:H/SI:H/SA:H"), List.of("SC:L/SI:L/SA:L"));

  private static final int[] DEPTH_EQ1 = {1, 4, 5};
  private static final int[] DEPTH_EQ2 = {1, 2};
  private static final int[][] DEPTH_EQ3_EQ6 = {{7, 6}, {8, 8}, {1, 10}};
  private static final int[] DEPTH_EQ4 = {6, 5, 4};

  private HighestVectors() {}

  /** Steps below the highest vectors, by eq1, eq2, eq3 with eq6, eq4 and eq5. */
  static int[] distances(MacroVector macro, EffectiveMetrics metrics) {
    return new int[] {
      distance(EQ1.get(macro.eq1()), metrics),
      distance(EQ2.get(macro.eq2()), metrics),
      distance(EQ3_EQ6.get(macro.eq3()).get(macro.eq6()), metrics),
      distance(EQ4.get(macro.eq4()), metrics),
      0
    };
  }

  /** Steps from the highest to the lowest vectors of the same classes. */
  static int[] depths(MacroVector macro) {
    return new int[] {
      DEPTH_EQ1[macro.eq1()],
      DEPTH_EQ2[macro.eq2()],
      DEPTH_EQ3_EQ6[macro.eq3()][macro.eq6()],
      DEPTH_EQ4[macro.eq4()],
      1
    };
  }

  /** To the first highest vector that is not below {@code metrics} in any metric. */
  private static int distance(List<String> highest, EffectiveMetrics metrics) {
    return highest.stream()
        .map(vector -> stepsBelow(vector, metrics))
        .filter(steps -> steps.stream().allMatch(step -> step >= 0))
        .findFirst()
        .map(steps -> steps.stream().mapToInt(Integer::intValue).sum())
        .orElseThrow(() -> new IllegalStateException("no highest vector above " + metrics));
  }

  private static List<Integer> stepsBelow(String highest, EffectiveMetrics metrics) {
    return Stream.of(highest.split("/"))
        .map(part -> {
          String metric = part.substring(0, 2);
          List<String> steps = STEPS.getOrDefault(metric, List.of());
          return steps.indexOf(metrics.get(metric)) - steps.indexOf(part.substring(3));
        })
        .toList();
  }
}
