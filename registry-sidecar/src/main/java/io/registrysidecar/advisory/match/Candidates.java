package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.advisory.db.AffectedRow;
import io.registrysidecar.advisory.db.UnusableDatabase;
import io.registrysidecar.advisory.match.EcosystemRules.Wanted;
import io.registrysidecar.inventory.Component;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The advisories that have a say about a component, in the order that its ecosystem's rules give.
 * Where the first package that an advisory names decides, it has no say about the others.
 */
final class Candidates {

  private Candidates() {}

  /** Shows all to {@code visitor}; lists without rows are left out. */
  static void visit(
      Component component, EcosystemRules rules, AdvisoryDatabase database, Visitor visitor)
      throws UnusableDatabase {
    boolean firstDecides = rules.firstDecides();
    Set<Integer> decided = new HashSet<>();
    for (Wanted wanted : rules.packages(component)) {
      Map<String, List<AffectedRow>> known = new LinkedHashMap<>();
      for (String ecosystem : rules.ecosystems(component)) {
        List<AffectedRow> rows = database.affected(ecosystem, wanted.name());
        if (!decided.isEmpty()) {
          rows = rows.stream().filter(row -> !decided.contains(row.advisory())).toList();
        }
        known.put(ecosystem, rows);
      }
      for (Map.Entry<String, List<AffectedRow>> of : rules.counting(component, known).entrySet()) {
        if (!of.getValue().isEmpty()) {
          visitor.rows(of.getKey(), wanted, of.getValue());
        }
        if (firstDecides) {
          of.getValue().forEach(row -> decided.add(row.advisory()));
        }
      }
    }
  }

  /** Takes what the advisories of one ecosystem say about one package. */
  @FunctionalInterface
  interface Visitor {
    void rows(String ecosystem, Wanted wanted, List<AffectedRow> rows) throws UnusableDatabase;
  }
}
