package io.registrysidecar.advisory.feed;

import io.registrysidecar.advisory.feed.OsvRecord.Event;
import io.registrysidecar.advisory.feed.OsvRecord.Range;
import io.registrysidecar.version.ParsedVersion;
import io.registrysidecar.version.UnparsableVersion;
import io.registrysidecar.version.VersionOrder;
import io.registrysidecar.version.VersionOrders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The versions of a package that an advisory of Gentoo is about: those that a {@code vulnerable}
 * condition has and no {@code unaffected} one.
 *
 * <p>Revisions are whole numbers and come last in Gentoo's order, so the next version after {@code
 * 1.2-r3} is {@code 1.2-r4}, and the next after all revisions of {@code 1.2} is {@code 1.2_p}.
 * Every condition is an interval from one version up to, and without, another.
 *
 * <p>A condition may be about a slot, of which the package database is not asked. Versions in a
 * slot that is called like their beginning ({@code 3.9}) are told by that; any other slot is taken
 * for all versions that are not in one of these, so that nothing is missed.
 */
final class GlsaRanges {

  private static final VersionOrder ORDER = VersionOrders.forEcosystem("Gentoo").orElseThrow();
  private static final Pattern REVISION = Pattern.compile("(.+)-r([0-9]{1,17})");
  private static final Pattern NUMBERS = Pattern.compile("((?:[0-9]{1,9}\\.)*)([1-9][0-9]{0,8})");

  /** The beginning of all versions. */
  private static final Point BEGINNING = new Point("0", null, null);

  private GlsaRanges() {}

  /**
   * A place between versions: right before one.
   *
   * @param version in words
   * @param parsed null before every version
   * @param last the version that ends here without a fix, or null
   */
  private record Point(String version, @Nullable ParsedVersion parsed, @Nullable String last)
      implements Comparable<Point> {

    static Point of(String version, @Nullable String last) throws WrongType {
      try {
        return new Point(version, ORDER.parse(version), last);
      } catch (UnparsableVersion e) {
        throw new WrongType("\"%s\" is no version of Gentoo".formatted(version), e);
      }
    }

    @Override
    public int compareTo(Point that) {
      if (parsed == null || that.parsed == null) {
        return Boolean.compare(parsed != null, that.parsed != null);
      }
      return parsed.compareTo(that.parsed);
    }
  }

  /** Versions from one on, up to another; to the end where that is null. */
  private record Interval(Point from, @Nullable Point to) {
    boolean has(Point at) {
      return from.compareTo(at) <= 0 && (to == null || at.compareTo(to) < 0);
    }
  }

  /**
   * A condition.
   *
   * @param slot that it is about; empty for all
   */
  record Condition(boolean vulnerable, String version, String slot, Interval interval) {

    static Condition of(boolean vulnerable, String range, String version, String slot)
        throws WrongType {
      Matcher revised = REVISION.matcher(version);
      boolean revision = revised.matches();
      String base = revision ? revised.group(1) : version;
      String next = base + "-r" + (revision ? Long.parseLong(revised.group(2)) + 1 : 1);
      Point at = Point.of(version, null);
      Point after = Point.of(next, version);
      Interval interval =
          switch (range) {
            case "lt" -> new Interval(BEGINNING, at);
            case "le" -> new Interval(BEGINNING, after);
            case "eq" -> new Interval(at, after);
            case "gt" -> new Interval(after, null);
            case "ge" -> new Interval(at, null);
            case "rlt" -> new Interval(Point.of(base, null), at);
            case "rle" -> new Interval(Point.of(base, null), after);
            case "rgt" -> new Interval(after, Point.of(base + "_p", null));
            case "rge" -> new Interval(at, Point.of(base + "_p", null));
            default -> throw new WrongType("\"%s\" is no range".formatted(range));
          };
      return new Condition(vulnerable, version, slot.equals("*") ? "" : slot, interval);
    }
  }

  static List<Range> of(List<Condition> conditions) throws WrongType {
    Map<String, Interval> windows = windows(conditions);
    TreeSet<Point> points = new TreeSet<>(List.of(BEGINNING));
    conditions.forEach(condition -> add(points, condition.interval));
    windows.values().forEach(window -> add(points, window));
    List<Range> ranges = new ArrayList<>();
    Point from = null;
    for (Point point : points) {
      boolean vulnerable = isVulnerable(point, conditions, windows);
      if (vulnerable && from == null) {
        from = point;
      } else if (!vulnerable && from != null) {
        String last = isNamed(point, conditions) ? null : point.last;
        ranges.add(
            new Range(
                List.of(
                    new Event("introduced", from.version),
                    last == null
                        ? new Event("fixed", point.version)
                        : new Event("last_affected", last))));
        from = null;
      }
    }
    if (from != null) {
      ranges.add(new Range(List.of(new Event("introduced", from.version))));
    }
    return ranges;
  }

  private static void add(Set<Point> points, Interval interval) {
    points.add(interval.from);
    if (interval.to != null) {
      points.add(interval.to);
    }
  }

  /** Whether a condition names the version at a place, so that it can be told to anybody. */
  private static boolean isNamed(Point point, List<Condition> conditions) throws WrongType {
    for (Condition condition : conditions) {
      if (Point.of(condition.version, null).compareTo(point) == 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean isVulnerable(
      Point at, List<Condition> conditions, Map<String, Interval> windows) {
    Set<String> slots = new TreeSet<>();
    windows.forEach((slot, window) -> {
      if (window.has(at)) {
        slots.add(slot);
      }
    });
    if (slots.isEmpty()) {
      slots.add("");
      conditions.forEach(condition -> slots.add(condition.slot));
      slots.removeAll(windows.keySet());
    }
    return slots.stream()
        .anyMatch(slot -> has(true, at, slot, conditions) && !has(false, at, slot, conditions));
  }

  private static boolean has(
      boolean vulnerable, Point at, String slot, List<Condition> conditions) {
    return conditions.stream()
        .filter(each -> each.vulnerable == vulnerable)
        .filter(each -> each.slot.isEmpty() || each.slot.equals(slot))
        .anyMatch(each -> each.interval.has(at));
  }

  /** The versions in each slot that is called like their beginning. */
  private static Map<String, Interval> windows(List<Condition> conditions) throws WrongType {
    Map<String, Interval> windows = new TreeMap<>();
    for (Condition condition : conditions) {
      String slot = condition.slot;
      Matcher numbers = NUMBERS.matcher(slot);
      if (numbers.matches() && conditions.stream().allMatch(each -> isNamedAfter(slot, each))) {
        String next = numbers.group(1) + (Long.parseLong(numbers.group(2)) + 1);
        windows.put(slot, new Interval(Point.of(slot, null), Point.of(next, null)));
      }
    }
    return windows;
  }

  private static boolean isNamedAfter(String slot, Condition condition) {
    return !condition.slot.equals(slot)
        || condition.version.equals(slot)
        || isBegunBy(condition.version, slot);
  }

  private static boolean isBegunBy(String version, String slot) {
    return version.startsWith(slot) && !Character.isDigit(version.charAt(slot.length()));
  }
}
