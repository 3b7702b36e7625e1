package io.registrysidecar.advisory.db;

import io.registrysidecar.advisory.CveFacts;
import io.registrysidecar.advisory.DatabaseInfo.Feed;
import io.registrysidecar.advisory.Finding.Epss;
import io.registrysidecar.advisory.Finding.Kev;
import io.registrysidecar.advisory.LifeCycle;
import io.registrysidecar.advisory.feed.Enrichment;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an import has beside advisories. Independent of the order in which it is added; not safe for
 * use by several threads.
 */
final class Beside {

  private final NavigableMap<Octets, CveFacts> facts = new TreeMap<>();
  private final NavigableMap<LifeCycleKey, LifeCycle> cycles = new TreeMap<>();

  private record LifeCycleKey(String product, String release) implements Comparable<LifeCycleKey> {
    @Override
    public int compareTo(LifeCycleKey other) {
      int byProduct = product.compareTo(other.product);
      return byProduct == 0 ? release.compareTo(other.release) : byProduct;
    }
  }

  void add(String cve, CveFacts known) {
    facts.merge(Octets.utf8(cve), known, CveFacts::and);
  }

  /** Takes what needs no compiling. */
  void add(Enrichment entry) {
    switch (entry) {
      case Enrichment.Likelihood one ->
          add(
              one.cve(),
              new CveFacts(null, new Epss(one.score(), one.percentile(), one.date()), null));
      case Enrichment.Exploited all ->
          all.problems()
              .forEach(one ->
                  add(
                      one.cve(),
                      new CveFacts(null, null, new Kev(one.added(), one.due(), one.ransomware()))));
      case Enrichment.Release one ->
          cycles.merge(
              new LifeCycleKey(one.cycle().product(), one.cycle().release()),
              one.cycle(),
              Beside::later);
      case Enrichment.Vectors _, Enrichment.States _ ->
          throw new IllegalArgumentException("to be compiled first: " + entry);
    }
  }

  /** Of two tables that name a release, the one with the later end is the younger. */
  private static LifeCycle later(LifeCycle a, LifeCycle b) {
    Comparator<LifeCycle> order =
        Comparator.comparing(LifeCycle::end, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(LifeCycle::released, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(LifeCycle::source);
    return order.compare(a, b) >= 0 ? a : b;
  }

  /** Says where it comes from, in the order of their names. */
  List<Feed> feeds() {
    List<Feed> feeds = new ArrayList<>();
    feed("CVSS", count(one -> one.cvss() != null), null, feeds);
    feed("EPSS", count(one -> one.epss() != null), youngestEpss(), feeds);
    feed("KEV", count(one -> one.kev() != null), youngestKev(), feeds);
    feed("end of life", cycles.size(), null, feeds);
    return feeds;
  }

  private int count(Predicate<CveFacts> wanted) {
    return Math.toIntExact(facts.values().stream().filter(wanted).count());
  }

  private @Nullable LocalDate youngestEpss() {
    return facts.values().stream()
        .map(CveFacts::epss)
        .filter(Objects::nonNull)
        .map(Epss::date)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private @Nullable LocalDate youngestKev() {
    return facts.values().stream()
        .map(CveFacts::kev)
        .filter(Objects::nonNull)
        .map(Kev::added)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private static void feed(String name, int count, @Nullable LocalDate newest, List<Feed> feeds) {
    if (count > 0) {
      feeds.add(
          new Feed(
              name,
              count,
              newest == null ? null : newest.atStartOfDay(ZoneOffset.UTC).toInstant()));
    }
  }

  /** By CVE identifier in UTF-8. */
  NavigableMap<Octets, CveFacts> facts() {
    return facts;
  }

  /** Sorted by product, then release. */
  List<LifeCycle> cycles() {
    return List.copyOf(cycles.values());
  }
}
