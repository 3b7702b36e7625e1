package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.advisory.db.AffectedRow;
import io.registrysidecar.advisory.db.UnusableDatabase;
import io.registrysidecar.advisory.match.EcosystemRules.Wanted;
import io.registrysidecar.inventory.Component;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The advisories that have a say about a component, in the order that its ecosystem's rules give.
 * Where the first package that an advisory names decides, it has no say about the others.
 */
final class Candidates {

  private Candidates() {}

  /** Shows all to {@code visitor}; lists without rows are left out. */
  static void visit(
      Component component,
      EcosystemRules rules,
      AdvisoryDatabase database,
      Witness witness,
      Visitor visitor)
      throws UnusableDatabase {
    boolean firstDecides = rules.firstDecides();
    Map<Integer, String> decided = new HashMap<>();
    for (Wanted wanted : rules.packages(component)) {
      Map<String, List<AffectedRow>> known = new LinkedHashMap<>();
      for (String ecosystem : rules.ecosystems(component)) {
        List<AffectedRow> rows = database.affected(ecosystem, wanted.name());
        for (AffectedRow row : rows) {
          witness.asked(ecosystem, wanted, row);
        }
        known.put(ecosystem, decided.isEmpty() ? rows : undecided(rows, decided, witness));
      }
      Map<String, List<AffectedRow>> counting = rules.counting(component, known);
      if (witness.isThere()) {
        leftOut(known, counting, witness);
      }
      for (Map.Entry<String, List<AffectedRow>> of : counting.entrySet()) {
        if (!of.getValue().isEmpty()) {
          visitor.rows(of.getKey(), wanted, of.getValue());
        }
        if (firstDecides) {
          of.getValue().forEach(row -> decided.putIfAbsent(row.advisory(), wanted.name()));
        }
      }
    }
  }

  /** Those of whose advisories none has said something of another package before. */
  private static List<AffectedRow> undecided(
      List<AffectedRow> rows, Map<Integer, String> decided, Witness witness) {
    List<AffectedRow> undecided = new ArrayList<>(rows.size());
    for (AffectedRow row : rows) {
      String first = decided.get(row.advisory());
      if (first == null) {
        undecided.add(row);
      } else {
        witness.became(row, new Outcome.Overruled(Rule.FIRST_PACKAGE, first));
      }
    }
    return undecided;
  }

  private static void leftOut(
      Map<String, List<AffectedRow>> known,
      Map<String, List<AffectedRow>> counting,
      Witness witness) {
    known.forEach((ecosystem, rows) -> {
      List<AffectedRow> kept = counting.getOrDefault(ecosystem, List.of());
      for (AffectedRow row : rows) {
        if (!kept.contains(row)) {
          witness.became(
              row, new Outcome.Overruled(Rule.STREAM_OF_THE_FIX, streamOf(row, counting)));
        }
      }
    });
  }

  /** The first ecosystem where a row's advisory counts. */
  private static String streamOf(AffectedRow row, Map<String, List<AffectedRow>> counting) {
    return counting.entrySet().stream()
        .filter(of -> of.getValue().stream().anyMatch(one -> one.advisory() == row.advisory()))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("another stream");
  }

  /** Takes what the advisories of one ecosystem say about one package. */
  @FunctionalInterface
  interface Visitor {
    void rows(String ecosystem, Wanted wanted, List<AffectedRow> rows) throws UnusableDatabase;
  }
}
