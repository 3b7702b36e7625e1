package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.db.AffectedRow;
import io.registrysidecar.advisory.db.AffectedRow.Bound;
import io.registrysidecar.advisory.db.AffectedRow.Kind;
import io.registrysidecar.version.ParsedVersion;
import io.registrysidecar.version.UnparsableVersion;
import io.registrysidecar.version.VersionOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a version is affected, as the OSV schema defines it: the bounds of a range in
 * version order switch "affected" on and off, and one range is enough. Where there are ranges, they
 * alone count; a list of versions counts where there is none.
 *
 * <p>Remembers the versions that it has parsed, so it is for one component, and for one thread.
 */
final class RangeEvaluator {

  /**
   * A range that a version lies in.
   *
   * @param fixed the version that ends it with a fix, or null when nothing does
   * @param range in words, such as {@code before 2.15.0}
   */
  record Inside(@Nullable String fixed, String range) {

    /** The same, of which the fix is for others. */
    Inside withoutFix() {
      return new Inside(null, range);
    }
  }

  /**
   * A bound with its version parsed; null for the version {@code 0}, which is before every other.
   */
  private record Placed(Bound bound, @Nullable ParsedVersion at) {

    private static final Comparator<Placed> ORDER =
        Comparator.comparing(Placed::at, Comparator.nullsFirst(Comparator.naturalOrder()));

    /** Whether {@code version} has passed this bound. */
    boolean isPassedBy(ParsedVersion version) {
      if (at == null) {
        return true;
      }
      int order = version.compareTo(at);
      return bound.kind() == Kind.LAST_AFFECTED ? order > 0 : order >= 0;
    }
  }

  private final VersionOrder order;
  private final UnaryOperator<String> comparable;

  /** Ranges of one package name the same versions again and again. */
  private final Map<String, ParsedVersion> parsed = new HashMap<>();

  /** Compares in this order, after {@code comparable} was applied to every version. */
  RangeEvaluator(VersionOrder order, UnaryOperator<String> comparable) {
    this.order = order;
    this.comparable = comparable;
  }

  /** Compares versions as an ecosystem makes them comparable. */
  static RangeEvaluator withEpochs(VersionOrder order, EcosystemRules rules) {
    return new RangeEvaluator(order, rules::comparable);
  }

  /** The same, for a package whose epoch is not known: nobody's counts. */
  static RangeEvaluator withoutEpochs(VersionOrder order, EcosystemRules rules) {
    return new RangeEvaluator(
        order,
        version -> {
          String whole = rules.comparable(version);
          return whole.substring(whole.indexOf(':') + 1);
        });
  }

  ParsedVersion parse(String version) throws UnparsableVersion {
    ParsedVersion known = parsed.get(version);
    if (known == null) {
      known = order.parse(comparable.apply(version));
      parsed.put(version, known);
    }
    return known;
  }

  /**
   * Where {@code version} lies.
   *
   * @param text the same version as it was written
   * @return empty when it is not affected
   * @throws UnparsableVersion if no range has it for certain, and one has a bound that is no
   *     version
   */
  Optional<Inside> evaluate(AffectedRow row, ParsedVersion version, String text)
      throws UnparsableVersion {
    UnparsableVersion undecided = null;
    for (List<Bound> range : row.ranges()) {
      try {
        Optional<Inside> inside = evaluate(range, version);
        if (inside.isPresent()) {
          return inside;
        }
      } catch (UnparsableVersion e) {
        undecided = e;
      }
    }
    if (undecided != null) {
      throw undecided;
    }
    return isListed(row, version, text)
        ? Optional.of(new Inside(null, "listed as affected"))
        : Optional.empty();
  }

  private Optional<Inside> evaluate(List<Bound> range, ParsedVersion version)
      throws UnparsableVersion {
    if (isBefore(range)) {
      String fixed = range.getLast().version();
      return version.compareTo(parse(fixed)) < 0
          ? Optional.of(new Inside(fixed, "before " + fixed))
          : Optional.empty();
    }
    Placed from = null;
    for (Placed placed : sorted(range)) {
      if (!placed.isPassedBy(version)) {
        if (from != null && placed.bound.kind() != Kind.INTRODUCED) {
          return Optional.of(inside(from.bound, placed.bound));
        }
      } else {
        from = placed.bound.kind() == Kind.INTRODUCED ? placed : null;
      }
    }
    return from == null ? Optional.empty() : Optional.of(inside(from.bound, null));
  }

  /** Nineteen rows in twenty: everything before a fix. */
  private static boolean isBefore(List<Bound> range) {
    return range.size() == 2
        && isBeginning(range.getFirst())
        && range.getLast().kind() == Kind.FIXED;
  }

  private static boolean isBeginning(Bound bound) {
    return bound.kind() == Kind.INTRODUCED && bound.version().equals("0");
  }

  /** In version order; bounds at the same version stay as published. */
  private List<Placed> sorted(List<Bound> range) throws UnparsableVersion {
    List<Placed> placed = new ArrayList<>(range.size());
    boolean inOrder = true;
    for (Bound bound : range) {
      Placed next = new Placed(bound, isBeginning(bound) ? null : parse(bound.version()));
      inOrder &= placed.isEmpty() || Placed.ORDER.compare(placed.getLast(), next) <= 0;
      placed.add(next);
    }
    if (!inOrder) {
      placed.sort(Placed.ORDER);
    }
    return placed;
  }

  private static Inside inside(Bound from, @Nullable Bound to) {
    String beginning = from.version().equals("0") ? "" : "from " + from.version();
    String end =
        switch (to) {
          case null -> beginning.isEmpty() ? "every version" : "";
          case Bound(Kind kind, String version) when kind == Kind.LAST_AFFECTED ->
              "up to " + version;
          case Bound(_, String version) -> "before " + version;
        };
    return new Inside(
        to != null && to.kind() == Kind.FIXED ? to.version() : null,
        beginning.isEmpty() ? end : end.isEmpty() ? beginning : beginning + " " + end);
  }

  /** By the ecosystem's notion of equality where it can tell, else literally. */
  private boolean isListed(AffectedRow row, ParsedVersion version, String text) {
    return row.versions().stream()
        .anyMatch(listed -> listed.equals(text) || isSame(listed, version));
  }

  private boolean isSame(String listed, ParsedVersion version) {
    try {
      return parse(listed).compareTo(version) == 0;
    } catch (UnparsableVersion e) {
      return false;
    }
  }
}
