package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.db.AffectedRow;
import io.registrysidecar.advisory.db.AffectedRow.Bound;
import io.registrysidecar.advisory.db.AffectedRow.Kind;
import io.registrysidecar.advisory.match.EcosystemRules.Wanted;
import io.registrysidecar.version.ParsedVersion;
import io.registrysidecar.version.UnparsableVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the lowest version that repairs all of a component that can be repaired, and is not
 * affected by anything else.
 *
 * <p>A version that lies in {@code [a, fix)} gets out of it upwards at {@code fix} and not before.
 * So the highest such fix is a lower bound; where that itself lies in another range, the fix of
 * that is; and so on, until no range is left. What has no fix at the installed version stands in
 * nobody's way: no upgrade repairs it.
 */
final class SmallestUpgrade {

  /** Enough for every history of repaired repairs; a bound on hostile ones. */
  private static final int MOST_STEPS = 32;

  private static final Bound BEGINNING = new Bound(Kind.INTRODUCED, "0");

  private final List<AffectedRow> later = new ArrayList<>();
  private @Nullable Wanted wanted;
  private @Nullable RangeEvaluator versions;
  private @Nullable String lowest;
  private @Nullable ParsedVersion lowestParsed;
  private boolean undecided;
  private int raised;

  /** A row that has the installed version. */
  void affected(
      Wanted package_, RangeEvaluator evaluator, AffectedRow row, RangeEvaluator.Inside inside) {
    String fixed = inside.fixed();
    if (fixed == null) {
      return;
    }
    // Versions of different packages cannot be put in one order.
    undecided |= wanted != null && !wanted.version().equals(package_.version());
    wanted = package_;
    versions = evaluator;
    raise(evaluator, fixed);
    remember(row);
  }

  /** A row about the same package that has not. */
  void notAffected(Wanted package_, AffectedRow row) {
    if (wanted == null || wanted.version().equals(package_.version())) {
      remember(row);
    }
  }

  /** The lowest version, or null when nothing can be repaired or nobody can tell. */
  @Nullable String version() {
    RangeEvaluator evaluator = versions;
    for (int step = 0; step < MOST_STEPS && !undecided && evaluator != null; step++) {
      int before = raised;
      for (AffectedRow row : later) {
        leave(evaluator, row);
      }
      if (before == raised) {
        return undecided ? null : lowest;
      }
    }
    return null;
  }

  private void leave(RangeEvaluator evaluator, AffectedRow row) {
    if (lowest == null || lowestParsed == null) {
      return;
    }
    try {
      Optional<RangeEvaluator.Inside> inside = evaluator.evaluate(row, lowestParsed, lowest);
      if (inside.isPresent()) {
        String fixed = inside.get().fixed();
        undecided |= fixed == null;
        if (fixed != null) {
          raise(evaluator, fixed);
        }
      }
    } catch (UnparsableVersion e) {
      undecided = true;
    }
  }

  private void raise(RangeEvaluator evaluator, String fixed) {
    try {
      ParsedVersion parsed = evaluator.parse(fixed);
      if (lowestParsed == null || parsed.compareTo(lowestParsed) > 0) {
        lowest = fixed;
        lowestParsed = parsed;
        raised++;
      }
    } catch (UnparsableVersion e) {
      undecided = true;
    }
  }

  /** What only says "before this version" cannot hold a higher one. */
  private void remember(AffectedRow row) {
    boolean onlyBefore =
        row.ranges().size() == 1
            && row.ranges().getFirst().size() <= 2
            && row.ranges().getFirst().getFirst().equals(BEGINNING);
    if (!onlyBefore) {
      later.add(row);
    }
  }
}
