package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.advisory.db.AffectedRow;
import io.registrysidecar.advisory.db.UnusableDatabase;
import io.registrysidecar.advisory.match.EcosystemRules.Wanted;
import io.registrysidecar.inventory.Component;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The advisories that have a say about a component, in the order that its ecosystem's rules give.
 * Where the first package or ecosystem that an advisory names decides, it has no say about the
 * others.
 */
final class Candidates {

  private Candidates() {}

  /** Shows all to {@code visitor}; lists without rows are left out. */
  static void visit(
      Component component, EcosystemRules rules, AdvisoryDatabase database, Visitor visitor)
      throws UnusableDatabase {
    boolean ecosystemDecides = rules.firstEcosystemDecides(component);
    boolean packageDecides = rules.firstDecides();
    Set<Integer> decided = new HashSet<>();
    for (Wanted wanted : rules.packages(component)) {
      Set<Integer> asked = new HashSet<>();
      for (String ecosystem : rules.ecosystems(component)) {
        List<AffectedRow> rows = database.affected(ecosystem, wanted.name());
        if (!decided.isEmpty()) {
          rows = rows.stream().filter(row -> !decided.contains(row.advisory())).toList();
        }
        if (!rows.isEmpty()) {
          visitor.rows(ecosystem, wanted, rows);
        }
        if (ecosystemDecides || packageDecides) {
          rows.forEach(row -> asked.add(row.advisory()));
        }
        if (ecosystemDecides) {
          decided.addAll(asked);
        }
      }
      if (packageDecides) {
        decided.addAll(asked);
      }
    }
  }

  /** Takes what the advisories of one ecosystem say about one package. */
  @FunctionalInterface
  interface Visitor {
    void rows(String ecosystem, Wanted wanted, List<AffectedRow> rows) throws UnusableDatabase;
  }
}
