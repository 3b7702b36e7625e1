package io.registrysidecar.advisory.cvss;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The six equivalence classes of a 4.0 vector (specification document §8.2, tables 24 to 29), 0
 * being the worst.
 *
 * @param eq1 how it is reached
 * @param eq2 how hard it is
 * @param eq3 impact on the vulnerable system
 * @param eq4 impact on subsequent systems
 * @param eq5 exploit maturity
 * @param eq6 impact where it is required most
 */
record MacroVector(int eq1, int eq2, int eq3, int eq4, int eq5, int eq6) {

  private static final Map<MacroVector, Integer> SCORES = scores();

  static MacroVector of(EffectiveMetrics m) {
    return new MacroVector(eq1(m), eq2(m), eq3(m), eq4(m), eq5(m), eq6(m));
  }

  /** Score of the highest vectors in this class, in tenths. */
  int score() {
    return known(this).orElseThrow();
  }

  /**
   * Score of the next lower class by eq1, eq2, eq3 with eq6, eq4 and eq5, in tenths; empty where
   * there is none.
   */
  List<Optional<Integer>> nextLowerScores() {
    return List.of(
        known(new MacroVector(eq1 + 1, eq2, eq3, eq4, eq5, eq6)),
        known(new MacroVector(eq1, eq2 + 1, eq3, eq4, eq5, eq6)),
        nextLowerByImpact(),
        known(new MacroVector(eq1, eq2, eq3, eq4 + 1, eq5, eq6)),
        known(new MacroVector(eq1, eq2, eq3, eq4, eq5 + 1, eq6)));
  }

  /** eq3 and eq6 depend on each other; where both can be lowered, the higher score counts. */
  private Optional<Integer> nextLowerByImpact() {
    Optional<Integer> byImpact = known(new MacroVector(eq1, eq2, eq3 + 1, eq4, eq5, eq6));
    Optional<Integer> byRequirement = known(new MacroVector(eq1, eq2, eq3, eq4, eq5, eq6 + 1));
    if (eq6 == 1) {
      return byImpact;
    }
    return eq3 == 0 && byImpact.orElse(-1) > byRequirement.orElse(-1) ? byImpact : byRequirement;
  }

  private static int eq1(EffectiveMetrics m) {
    if (m.is("AV", "N") && m.is("PR", "N") && m.is("UI", "N")) {
      return 0;
    }
    boolean one = m.is("AV", "N") || m.is("PR", "N") || m.is("UI", "N");
    return one && !m.is("AV", "P") ? 1 : 2;
  }

  private static int eq2(EffectiveMetrics m) {
    return m.is("AC", "L") && m.is("AT", "N") ? 0 : 1;
  }

  private static int eq3(EffectiveMetrics m) {
    if (m.is("VC", "H") && m.is("VI", "H")) {
      return 0;
    }
    return m.is("VC", "H") || m.is("VI", "H") || m.is("VA", "H") ? 1 : 2;
  }

  private static int eq4(EffectiveMetrics m) {
    if (m.is("SI", "S") || m.is("SA", "S")) {
      return 0;
    }
    return m.is("SC", "H") || m.is("SI", "H") || m.is("SA", "H") ? 1 : 2;
  }

  private static int eq5(EffectiveMetrics m) {
    return m.is("E", "A") ? 0 : m.is("E", "P") ? 1 : 2;
  }

  private static int eq6(EffectiveMetrics m) {
    boolean required =
        (m.is("CR", "H") && m.is("VC", "H"))
            || (m.is("IR", "H") && m.is("VI", "H"))
            || (m.is("AR", "H") && m.is("VA", "H"));
    return required ? 0 : 1;
  }

  private static Optional<Integer> known(MacroVector macro) {
    return Optional.ofNullable(SCORES.get(macro));
  }

  private static Map<MacroVector, Integer> scores() {
    Map<MacroVector, Integer> scores = new HashMap<>();
    try (InputStream in = MacroVector.class.getResourceAsStream("macrovectors.txt")) {
      if (in == null) {
        throw new IllegalStateException("macrovectors.txt is missing beside MacroVector.class");
      }
      new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(line -> scores.put(digits(line), Integer.parseInt(line.substring(7))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(scores);
  }

  private static MacroVector digits(String line) {
    return new MacroVector(
        line.charAt(0) - '0',
        line.charAt(1) - '0',
        line.charAt(2) - '0',
        line.charAt(3) - '0',
        line.charAt(4) - '0',
        line.charAt(5) - '0');
  }
}
