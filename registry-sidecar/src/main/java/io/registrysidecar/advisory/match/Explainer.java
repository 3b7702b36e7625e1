package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.db.Advisory;
import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.advisory.db.AffectedRow;
import io.registrysidecar.advisory.db.AffectedRow.Bound;
import io.registrysidecar.advisory.db.UnusableDatabase;
import io.registrysidecar.advisory.match.EcosystemRules.Wanted;
import io.registrysidecar.advisory.match.Explanation.Verdict;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.oci.Platform;
import io.registrysidecar.version.UnparsableVersion;
import io.registrysidecar.version.VersionOrder;
import io.registrysidecar.version.VersionOrders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says of each advisory about a component whether it matches, and why. */
public final class Explainer {

  private static final int LISTED = 5;

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
    EcosystemRules rules = Ecosystems.rulesOf(component.ecosystem());
    Optional<VersionOrder> order = VersionOrders.forEcosystem(component.ecosystem());
    if (order.isEmpty() || rules.isForeign(component)) {
      return List.of();
    }
    RangeEvaluator evaluator = RangeEvaluator.withEpochs(order.get(), rules);
    RangeEvaluator withoutEpochs = RangeEvaluator.withoutEpochs(order.get(), rules);
    List<Explanation> explanations = new ArrayList<>();
    Candidates.visit(
        component,
        rules,
        database,
        (ecosystem, wanted, rows) -> {
          for (AffectedRow row : rows) {
            explanations.add(
                explanation(
                    ecosystem,
                    wanted,
                    row,
                    platform,
                    wanted.epochKnown() ? evaluator : withoutEpochs));
          }
        });
    return explanations;
  }

  private Explanation explanation(
      String ecosystem,
      Wanted wanted,
      AffectedRow row,
      @Nullable Platform platform,
      RangeEvaluator evaluator)
      throws UnusableDatabase {
    Advisory advisory = database.advisory(row);
    Verdict verdict;
    String reason;
    try {
      Optional<RangeEvaluator.Inside> inside =
          evaluator.evaluate(row, evaluator.parse(wanted.version()), wanted.version());
      boolean here = row.scope().includes(platform);
      verdict = inside.isPresent() && here ? Verdict.MATCHED : Verdict.REJECTED;
      reason =
          inside
              .map(in -> "affected " + in.range() + (here ? "" : elsewhere(row, platform)))
              .orElseGet(() -> "only affected " + affected(row));
    } catch (UnparsableVersion e) {
      verdict = Verdict.UNKNOWN;
      reason = String.valueOf(e.getMessage());
    }
    List<String> names = new ArrayList<>(Hit.namesOf(advisory));
    names.remove(advisory.id());
    return new Explanation(
        advisory.id(), names, ecosystem, wanted.name(), wanted.version(), verdict, reason);
  }

  private static String elsewhere(AffectedRow row, @Nullable Platform platform) {
    return ", but only on %s; this is for %s"
        .formatted(row.scope().words(), Elsewhere.described(platform));
  }

  /** The ranges in words: {@code from 2.0 before 2.15.0; before 1.9.4}. */
  private static String affected(AffectedRow row) {
    if (row.ranges().isEmpty()) {
      int more = row.versions().size() - LISTED;
      return "in "
          + row.versions().stream().limit(LISTED).collect(Collectors.joining(", "))
          + (more > 0 ? " and " + more + " more" : "");
    }
    return row.ranges().stream()
        .map(range -> range.stream().map(Explainer::words).collect(Collectors.joining(" ")))
        .collect(Collectors.joining("; "));
  }

  private static String words(Bound bound) {
    return switch (bound.kind()) {
      case INTRODUCED -> "from " + bound.version();
      case LAST_AFFECTED -> "up to " + bound.version();
      case FIXED, LAST_KNOWN -> "before " + bound.version();
    };
  }
}
