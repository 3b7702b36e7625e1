package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.db.Advisory;
import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.advisory.db.UnusableDatabase;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.oci.Platform;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says of each advisory about a component whether it matches, and why, as matching decides it. */
public final class Explainer {

  private final AdvisoryDatabase database;

  /** Explains what {@code database} knows. */
  public Explainer(AdvisoryDatabase database) {
    this.database = database;
  }

  /**
   * All advisories that were considered, in the order in which they were.
   *
   * @param platform what the component runs on, or null when not known
   * @return empty when nothing is known of the package, or nobody can compare its versions, or
   *     somebody else than the distribution built it
   * @throws UnusableDatabase if the database turns out to be damaged
   */
  public List<Explanation> explain(Component component, @Nullable Platform platform)
      throws UnusableDatabase {
    ExplainedRows rows = new ExplainedRows(platform);
    new Answers(platform, database, rows).about(component);
    List<Explanation> explanations = new ArrayList<>();
    for (ExplainedRows.Row row : rows.all()) {
      Advisory advisory = database.advisory(row.row);
      List<String> names = advisory.names();
      names.remove(advisory.id());
      explanations.add(
          new Explanation(
              advisory.id(),
              names,
              row.ecosystem,
              row.wanted.name(),
              row.wanted.version(),
              row.verdict,
              row.reason,
              row.rule));
    }
    return explanations;
  }
}
