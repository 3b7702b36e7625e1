package io.registrysidecar.report;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import com.github.packageurl.PackageURLBuilder;
import io.registrysidecar.report.Comparison.FindingChange;
import io.registrysidecar.report.Comparison.PackageChange;
import io.registrysidecar.schema.ComponentInfo;
import io.registrysidecar.schema.FindingInfo;
import io.registrysidecar.schema.Report;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares the reports of two images. Pure: equal reports give an equal comparison. */
public final class Comparer {

  private static final Comparator<FindingChange> WORST_FIRST =
      Comparator.comparing((FindingChange each) -> either(each).severity())
          .thenComparing(FindingChange::component)
          .thenComparing(FindingChange::id);

  private Comparer() {}

  /** What differs. */
  public static Comparison compare(Report before, Report after) {
    return new Comparison(
        before,
        after,
        packages(before.components(), after.components()),
        findings(before.findings(), after.findings()));
  }

  private static List<PackageChange> packages(
      List<ComponentInfo> before, List<ComponentInfo> after) {
    SortedMap<Key, SortedSet<String>> old = versions(before);
    SortedMap<Key, SortedSet<String>> now = versions(after);
    return keys(old, now).stream()
        .filter(key -> !Objects.equals(old.get(key), now.get(key)))
        .map(key ->
            new PackageChange(
                key.scope,
                key.name,
                List.copyOf(old.getOrDefault(key, new TreeSet<>())),
                List.copyOf(now.getOrDefault(key, new TreeSet<>()))))
        .toList();
  }

  private static SortedMap<Key, SortedSet<String>> versions(List<ComponentInfo> components) {
    SortedMap<Key, SortedSet<String>> versions = new TreeMap<>();
    for (ComponentInfo each : components) {
      versions
          .computeIfAbsent(new Key(each.ecosystem(), each.name()), fresh -> new TreeSet<>())
          .add(each.version());
    }
    return versions;
  }

  private static List<FindingChange> findings(List<FindingInfo> before, List<FindingInfo> after) {
    SortedMap<Key, FindingInfo> old = worst(before);
    SortedMap<Key, FindingInfo> now = worst(after);
    return keys(old, now).stream()
        .filter(key -> !isSame(old.get(key), now.get(key)))
        .map(key -> new FindingChange(key.name, key.scope, old.get(key), now.get(key)))
        .sorted(WORST_FIRST)
        .toList();
  }

  /** Findings come worst first, so the first of a key is the worst. */
  private static SortedMap<Key, FindingInfo> worst(List<FindingInfo> findings) {
    SortedMap<Key, FindingInfo> worst = new TreeMap<>();
    for (FindingInfo each : findings) {
      worst.putIfAbsent(new Key(withoutVersion(each.component()), Findings.commonId(each)), each);
    }
    return worst;
  }

  /** Another version with the same problem is no news. */
  private static boolean isSame(@Nullable FindingInfo before, @Nullable FindingInfo after) {
    return before != null
        && after != null
        && before.severity() == after.severity()
        && before.status() == after.status()
        && Objects.equals(before.fixed(), after.fixed());
  }

  private static String withoutVersion(String purl) {
    try {
      PackageURL parsed = new PackageURL(purl);
      PackageURL plain =
          PackageURLBuilder.aPackageURL()
              .withType(parsed.getType())
              .withNamespace(parsed.getNamespace())
              .withName(parsed.getName())
              .build();
      return plain.canonicalize();
    } catch (MalformedPackageURLException e) {
      return purl;
    }
  }

  private static FindingInfo either(FindingChange change) {
    FindingInfo after = change.after();
    return after == null ? Objects.requireNonNull(change.before()) : after;
  }

  private static <T> Set<Key> keys(Map<Key, T> old, Map<Key, T> now) {
    Set<Key> keys = new TreeSet<>(old.keySet());
    keys.addAll(now.keySet());
    return keys;
  }

  /**
   * What is compared with what.
   *
   * @param scope ecosystem, or package
   * @param name name within it
   */
  private record Key(String scope, String name) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byScope = scope.compareTo(other.scope);
      return byScope == 0 ? name.compareTo(other.name) : byScope;
    }
  }
}
