package io.registrysidecar.policy;

import io.registrysidecar.version.UnparsableVersion;
import io.registrysidecar.version.VersionOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Bounds that a version must keep, all of them: {@code >=1.0, <2.0}.
 *
 * @param bounds in the order in which they are written
 */
record VersionRange(List<Bound> bounds) {

  private static final Pattern BOUND = Pattern.compile("(<=|>=|<|>|=)\\s*(\\S{1,200})");

  VersionRange {
    bounds = List.copyOf(bounds);
  }

  /**
   * One bound.
   *
   * @param operator {@code <}, {@code <=}, {@code =}, {@code >=} or {@code >}
   * @param version what is compared with
   */
  record Bound(String operator, String version) {}

  /** Reads bounds with commas between them; empty when the text is something else. */
  static Optional<VersionRange> parse(String text) {
    List<Bound> bounds = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Matcher matcher = BOUND.matcher(part.strip());
      if (!matcher.matches()) {
        return Optional.empty();
      }
      bounds.add(new Bound(matcher.group(1), matcher.group(2)));
    }
    return Optional.of(new VersionRange(bounds));
  }

  /**
   * Whether a version lies within.
   *
   * @throws UnparsableVersion if it, or a bound, is no version of the ecosystem
   */
  boolean contains(String version, VersionOrder order) throws UnparsableVersion {
    for (Bound bound : bounds) {
      int sign = order.compare(version, bound.version);
      boolean kept =
          switch (bound.operator) {
            case "<" -> sign < 0;
            case "<=" -> sign <= 0;
            case "=" -> sign == 0;
            case ">=" -> sign >= 0;
            default -> sign > 0;
          };
      if (!kept) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return bounds.stream().map(b -> b.operator + b.version).collect(Collectors.joining(", "));
  }
}
