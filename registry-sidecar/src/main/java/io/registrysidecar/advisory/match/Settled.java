package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.db.Advisory;
import io.registrysidecar.advisory.match.ProblemGroups.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells a witness which problems of updates did not become findings, as advisories of their own say
 * that they are not there.
 */
final class Settled {

  private Settled() {}

  static void tell(
      List<Hit> hits, List<Advisory> cleared, List<Problem> problems, Witness witness) {
    if (!witness.isThere() || cleared.isEmpty()) {
      return;
    }
    for (Hit hit : hits) {
      List<String> settled = new ArrayList<>();
      for (String cve : hit.isBundle() ? hit.advisory().covers() : List.<String>of()) {
        if (problems.stream()
            .noneMatch(one -> one.hits().contains(hit) && one.names().contains(cve))) {
          settled.add(cve);
        }
      }
      if (!settled.isEmpty()) {
        witness.became(hit.row(), outcome(hit, settled, by(settled, cleared)));
      }
    }
  }

  private static Outcome outcome(Hit hit, List<String> settled, String by) {
    return settled.size() == hit.advisory().covers().size()
        ? new Outcome.Overruled(Rule.OWN_ADVISORY, by)
        : new Outcome.Lessened(Rule.OWN_ADVISORY, settled, by);
  }

  /** The advisories of their own. */
  private static String by(List<String> settled, List<Advisory> cleared) {
    List<String> ids = new ArrayList<>();
    for (Advisory advisory : cleared) {
      if (advisory.covers().size() <= 1
          && advisory.names().stream().anyMatch(settled::contains)
          && !ids.contains(advisory.id())) {
        ids.add(advisory.id());
      }
    }
    return String.join(", ", ids);
  }
}
