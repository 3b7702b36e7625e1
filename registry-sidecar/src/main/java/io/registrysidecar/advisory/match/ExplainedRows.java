package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.db.AffectedRow;
import io.registrysidecar.advisory.db.AffectedRow.Bound;
import io.registrysidecar.advisory.match.EcosystemRules.Wanted;
import io.registrysidecar.advisory.match.Explanation.Verdict;
import io.registrysidecar.oci.Platform;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts into words what matching does with the rows about one component. */
final class ExplainedRows implements Witness {

  private static final int LISTED = 5;

  private final @Nullable Platform platform;
  private final List<Row> all = new ArrayList<>();

  /** Equal rows of several ecosystems are different rows. */
  private final IdentityHashMap<AffectedRow, Row> byRow = new IdentityHashMap<>();

  /** What is known of a row so far. */
  static final class Row {
    final String ecosystem;
    final Wanted wanted;
    final AffectedRow row;
    Verdict verdict = Verdict.REJECTED;
    String reason = "";
    @Nullable Rule rule;
    private String versions = "";

    private Row(String ecosystem, Wanted wanted, AffectedRow row) {
      this.ecosystem = ecosystem;
      this.wanted = wanted;
      this.row = row;
    }

    private void is(Verdict what, String why) {
      verdict = what;
      versions = why;
      reason = why;
    }

    /** What its fix hangs on does not matter any more. */
    private void overruled(String why, Rule by) {
      verdict = Verdict.REJECTED;
      reason = versions;
      but(why, by);
    }

    /** Adds to what was said before. */
    private void but(String why, Rule by) {
      String joint = reason.equals(versions) ? ", but " : "; ";
      reason = reason.isEmpty() ? why : reason + joint + why;
      rule = by;
    }
  }

  ExplainedRows(@Nullable Platform platform) {
    this.platform = platform;
  }

  /** In the order in which they were asked. */
  List<Row> all() {
    return all;
  }

  @Override
  public void asked(String ecosystem, Wanted wanted, AffectedRow row) {
    Row explained = new Row(ecosystem, wanted, row);
    all.add(explained);
    byRow.put(row, explained);
  }

  @Override
  public void became(AffectedRow row, Outcome outcome) {
    Row known = byRow.get(row);
    if (known == null) {
      throw new IllegalStateException("a row that was not asked: " + row);
    }
    switch (outcome) {
      case Outcome.Affected(RangeEvaluator.Inside inside, String terms) when terms != null -> {
        known.is(Verdict.MATCHED, "affected " + inside.range());
        known.but(terms, Rule.TERMS);
      }
      case Outcome.Affected(RangeEvaluator.Inside inside, _) ->
          known.is(Verdict.MATCHED, "affected " + inside.range());
      case Outcome.NotAffected() -> known.is(Verdict.REJECTED, "only affected " + affected(row));
      case Outcome.OtherSeries(boolean inside) -> {
        known.is(Verdict.REJECTED, (inside ? "affected " : "only affected ") + affected(row));
        known.but("it is about another series of the package", Rule.SERIES);
      }
      case Outcome.Unknown(String why) -> known.is(Verdict.UNKNOWN, why);
      case Outcome.Elsewhere(RangeEvaluator.Inside inside) -> {
        known.is(Verdict.REJECTED, "affected " + inside.range());
        known.but(
            "only on %s; this is for %s"
                .formatted(row.scope().words(), Elsewhere.described(platform)),
            Rule.PLATFORM);
      }
      case Outcome.Overruled(Rule rule, String by) ->
          known.overruled(
              rule == Rule.FIRST_PACKAGE
                  ? "what it says of " + by + " counts"
                  : "what " + by + " says counts",
              rule);
      case Outcome.Lessened(Rule rule, List<String> problems, String by) ->
          known.but("of %s what %s says counts".formatted(String.join(", ", problems), by), rule);
      case Outcome.Suppressed(String why) -> known.but("suppressed: " + why, Rule.PLATFORM);
    }
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
        .map(range -> range.stream().map(ExplainedRows::words).collect(Collectors.joining(" ")))
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
