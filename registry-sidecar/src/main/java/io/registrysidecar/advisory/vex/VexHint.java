package io.registrysidecar.advisory.vex;

import io.registrysidecar.inventory.SourcePackage;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells an operator that a statement meets no finding that is known, which is no fault: the finding
 * may come later. Most often a name was misspelt. Pure.
 */
public final class VexHint {

  private static final int MOST_NAMED = 3;
  private static final int MOST_DIFFERENT = 2;

  private VexHint() {}

  /**
   * A finding, as far as statements are compared with it.
   *
   * @param names its identifier and aliases, at least one
   * @param component the package URL of what it is in
   */
  public record Known(List<String> names, String component) {

    /** Copies the names. */
    public Known {
      names = List.copyOf(names);
    }
  }

  /**
   * What to tell; empty when a finding is meant.
   *
   * @param findings what is known
   * @param where what they are findings of, for people
   */
  public static Optional<String> of(VexMark mark, Collection<Known> findings, String where) {
    List<Known> about =
        findings.stream()
            .filter(finding ->
                finding.names().stream().anyMatch(mark.vulnerability()::equalsIgnoreCase))
            .toList();
    if (about.isEmpty()) {
      return Optional.of(
          "no finding of "
              + where
              + " is about "
              + mark.vulnerability()
              + named("; the nearest are ", nearest(mark.vulnerability(), findings)));
    }
    String component = mark.component();
    if (component == null || about.stream().anyMatch(finding -> isMeant(component, finding))) {
      return Optional.empty();
    }
    Set<String> places =
        about.stream().map(Known::component).collect(Collectors.toCollection(LinkedHashSet::new));
    return Optional.of(
        "no finding of "
            + mark.vulnerability()
            + " in "
            + where
            + " is in "
            + component
            + named("; there is one in ", places.stream()));
  }

  private static String named(String before, Stream<String> names) {
    List<String> some = names.limit(MOST_NAMED + 1L).toList();
    return some.isEmpty()
        ? ""
        : before
            + String.join(", ", some.subList(0, Math.min(MOST_NAMED, some.size())))
            + (some.size() > MOST_NAMED ? " and others" : "");
  }

  private static Stream<String> nearest(String name, Collection<Known> findings) {
    return findings.stream()
        .flatMap(
            finding -> finding.names().stream().map(each -> each + " in " + finding.component()))
        .filter(each -> isNear(name, each.substring(0, each.indexOf(' '))))
        .distinct();
  }

  /** Some characters are others, or one is missing. */
  private static boolean isNear(String typed, String name) {
    String a = typed.toUpperCase(Locale.ROOT);
    String b = name.toUpperCase(Locale.ROOT);
    if (a.length() != b.length()) {
      String shorter = a.length() < b.length() ? a : b;
      String longer = a.length() < b.length() ? b : a;
      int same = 0;
      while (same < shorter.length() && shorter.charAt(same) == longer.charAt(same)) {
        same++;
      }
      return longer.length() == shorter.length() + 1
          && longer.substring(same + 1).equals(shorter.substring(same));
    }
    int different = 0;
    for (int i = 0; i < a.length(); i++) {
      different += a.charAt(i) == b.charAt(i) ? 0 : 1;
    }
    return different <= MOST_DIFFERENT;
  }

  private static boolean isMeant(String component, Known finding) {
    VexPurl meant = VexPurl.parse(component);
    VexPurl own = VexPurl.parse(finding.component());
    return meant != null && own != null && meant.means(own, source(own));
  }

  /** As our own package URLs name it, where it is not called as the package. */
  private static @Nullable SourcePackage source(VexPurl own) {
    String upstream = own.qualifiers().get("upstream");
    if (upstream == null) {
      return null;
    }
    int at = upstream.indexOf('@');
    String version = at < 0 ? own.version() : upstream.substring(at + 1);
    return new SourcePackage(
        at < 0 ? upstream : upstream.substring(0, at), version == null ? "" : version);
  }
}
