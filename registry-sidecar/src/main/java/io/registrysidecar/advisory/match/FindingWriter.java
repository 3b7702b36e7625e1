package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.CveFacts;
import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Finding.Kind;
import io.registrysidecar.advisory.Finding.Status;
import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.advisory.db.Links;
import io.registrysidecar.advisory.db.UnusableDatabase;
import io.registrysidecar.advisory.match.ProblemGroups.Problem;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.version.ParsedVersion;
import io.registrysidecar.version.UnparsableVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes one finding of all that is known about one problem of one component. */
final class FindingWriter {

  /** Beginnings of identifiers that a finding is named by, the best first. */
  private static final List<String> BY_DISTRIBUTIONS = List.of("CVE-");

  private static final List<String> BY_OTHERS = List.of("MAL-", "GHSA-", "CVE-");

  private final AdvisoryDatabase database;
  private final RangeEvaluator versions;
  private final boolean distribution;

  /**
   * Writes findings of one ecosystem.
   *
   * @param distribution whether the component is a distribution's package
   */
  FindingWriter(AdvisoryDatabase database, RangeEvaluator versions, boolean distribution) {
    this.database = database;
    this.versions = versions;
    this.distribution = distribution;
  }

  /**
   * The finding.
   *
   * @param upgrade the lowest version that repairs all of the component, or null
   */
  Finding write(Component component, Problem problem, @Nullable String upgrade)
      throws UnusableDatabase {
    String id = preferred(problem.names(), ids(problem.hits()));
    List<String> aliases = new ArrayList<>(problem.names());
    aliases.remove(id);
    List<Hit> hits = problem.hits();
    if (hits.size() > 1) {
      hits = new ArrayList<>(hits);
      hits.sort(bestFirst(id));
    }
    String fixed = fixed(hits);
    CveFacts facts = facts(problem);
    Rating rating = Rating.of(hits, problem, facts, database);
    return new Finding(
        id,
        aliases,
        rating.severity(),
        rating.source(),
        Hit.isMalware(hits) ? Kind.MALWARE : Kind.VULNERABILITY,
        component,
        fixed,
        fixed != null ? Status.FIXED_AVAILABLE : hits.getFirst().row().status(),
        rating.cvss(),
        facts.epss(),
        facts.kev(),
        published(hits),
        hits.getFirst().source(),
        reason(hits.getFirst()) + terms(hits, fixed),
        upgrade);
  }

  /** When the first of the advisories was published, as far as they say; null when none does. */
  private static @Nullable Instant published(List<Hit> hits) {
    Instant first = null;
    for (Hit hit : hits) {
      Instant published = hit.advisory().published();
      if (published != null && (first == null || published.isBefore(first))) {
        first = published;
      }
    }
    return first;
  }

  /** The identifiers of the advisories, sorted. */
  private static List<String> ids(List<Hit> hits) {
    return hits.size() == 1
        ? List.of(hits.getFirst().advisory().id())
        : hits.stream().map(hit -> hit.advisory().id()).sorted().toList();
  }

  /** What is known of the problem under any of its names. */
  private CveFacts facts(Problem problem) throws UnusableDatabase {
    Links links = problem.links();
    if (links != null && links.facts() != Links.SEVERAL) {
      return database.facts(links.facts());
    }
    CveFacts facts = CveFacts.NONE;
    for (String name : problem.names()) {
      if (Links.isCve(name)) {
        facts = facts.and(database.facts(name));
      }
    }
    return facts;
  }

  /**
   * For a distribution's package the CVE identifier, which is how distributions name problems, else
   * GHSA, else CVE; failing these what an advisory calls itself.
   */
  private String preferred(List<String> names, List<String> hitIds) {
    for (String prefix : distribution ? BY_DISTRIBUTIONS : BY_OTHERS) {
      for (List<String> candidates : List.of(hitIds, names)) {
        for (String name : candidates) {
          if (name.startsWith(prefix)) {
            return name;
          }
        }
      }
    }
    return hitIds.getFirst();
  }

  /**
   * The advisory that the finding is named after, then others of their own, then announcements of
   * updates.
   */
  private static Comparator<Hit> bestFirst(String id) {
    return Comparator.comparing((Hit hit) -> !hit.advisory().id().equals(id))
        .thenComparing(Hit::isBundle)
        .thenComparing(hit -> hit.advisory().id());
  }

  /**
   * The highest of the fixes, since every advisory has to be satisfied; null when none is known.
   */
  private @Nullable String fixed(List<Hit> hits) {
    if (hits.size() == 1) {
      return hits.getFirst().inside().fixed();
    }
    String highest = null;
    ParsedVersion highestParsed = null;
    for (Hit hit : hits) {
      String fixed = hit.inside().fixed();
      if (fixed != null) {
        try {
          ParsedVersion parsed = versions.parse(fixed);
          if (highestParsed == null || parsed.compareTo(highestParsed) > 0) {
            highest = fixed;
            highestParsed = parsed;
          }
        } catch (UnparsableVersion e) {
          throw new IllegalStateException("a bound that was compared before", e);
        }
      }
    }
    return highest;
  }

  /** What the fix hangs on; where there is none, why one that is known does not count. */
  private static String terms(List<Hit> hits, @Nullable String fixed) {
    for (Hit hit : hits) {
      if (hit.terms() != null && Objects.equals(hit.inside().fixed(), fixed)) {
        return "; " + hit.terms();
      }
    }
    return "";
  }

  private static String reason(Hit hit) {
    return hit.version()
        + " is affected: "
        + hit.inside().range()
        + " ("
        + hit.advisory().id()
        + ")"
        + (hit.row().status() == Status.END_OF_LIFE ? "; the vendor no longer looks after it" : "");
  }
}
