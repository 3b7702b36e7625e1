package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.db.AffectedRow;
import io.registrysidecar.inventory.Component;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * As Debian's, but that kernels come in flavours, and fixes in streams: what subscribers to Pro get
 * is listed beside what everybody gets, so an advisory of either is about a package. Packages that
 * were certified for FIPS are built apart, with fixes of their own.
 */
final class UbuntuRules extends DebianRules {

  private static final String PRO = ":Pro:";

  private static final Terms SUBSCRIPTION =
      new Terms(true, "the fix is for subscribers to Ubuntu Pro");

  @Override
  public List<String> ecosystems(Component component) {
    String release = component.release();
    if (release == null) {
      return List.of(component.ecosystem());
    }
    String pro = component.ecosystem() + PRO;
    if (isFips(component)) {
      return List.of(
          pro + "FIPS-updates:" + release,
          pro + "FIPS-preview:" + release,
          pro + "FIPS:" + release);
    }
    String base = component.ecosystem() + ":" + release;
    return isPro(component) ? List.of(pro + release, base) : List.of(base, pro + release);
  }

  /**
   * Where an advisory knows a package in both streams, the component's own goes before the other,
   * but a stream that has a fix before one that has none: Pro's packages are built upon everybody's
   * and have their fixes, and whoever has the fix for everybody needs none of Pro's.
   */
  @Override
  public Map<String, List<AffectedRow>> counting(
      Component component, Map<String, List<AffectedRow>> rows) {
    if (isFips(component) || rows.size() < 2 || rows.values().stream().anyMatch(List::isEmpty)) {
      return rows;
    }
    List<Map.Entry<String, List<AffectedRow>>> streams = List.copyOf(rows.entrySet());
    Map<Integer, Boolean> own = fixes(streams.getFirst().getValue());
    Map<Integer, Boolean> other = fixes(streams.getLast().getValue());
    boolean pro = isPro(component);
    Map<String, List<AffectedRow>> counting = new LinkedHashMap<>();
    counting.put(
        streams.getFirst().getKey(),
        streams.getFirst().getValue().stream()
            .filter(row -> !pro || hasFix(row) || !other.getOrDefault(row.advisory(), false))
            .toList());
    counting.put(
        streams.getLast().getKey(),
        streams.getLast().getValue().stream()
            .filter(row -> {
              Boolean fixedInOwn = own.get(row.advisory());
              return fixedInOwn == null || (!fixedInOwn && (!pro || hasFix(row)));
            })
            .toList());
    return counting;
  }

  /** Which advisories have rows here, and whether with a fix. */
  private static Map<Integer, Boolean> fixes(List<AffectedRow> rows) {
    Map<Integer, Boolean> fixes = new HashMap<>();
    rows.forEach(row -> fixes.merge(row.advisory(), hasFix(row), Boolean::logicalOr));
    return fixes;
  }

  private static boolean hasFix(AffectedRow row) {
    return row.lastFix() != null;
  }

  @Override
  public @Nullable Terms terms(
      Component component, String ecosystem, String advisory, String fixed) {
    return ecosystem.contains(PRO) && !isPro(component) && !isFips(component) ? SUBSCRIPTION : null;
  }

  private static boolean isFips(Component component) {
    return component.version().toLowerCase(Locale.ROOT).contains("fips");
  }

  /** Whether a component of whatever ecosystem is a package that only subscribers get. */
  static boolean isOfPro(Component component) {
    return component.ecosystem().equals("Ubuntu") && isPro(component);
  }

  private static boolean isPro(Component component) {
    return component.version().contains("esm");
  }

  @Override
  String kernel(String signed) {
    return signed.replaceFirst("-signed", "");
  }
}
