package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.CveFacts;
import io.registrysidecar.advisory.Finding.Cvss;
import io.registrysidecar.advisory.Severity;
import io.registrysidecar.advisory.cvss.CvssScore;
import io.registrysidecar.advisory.db.Advisory;
import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.advisory.db.Links;
import io.registrysidecar.advisory.db.UnusableDatabase;
import io.registrysidecar.advisory.match.ProblemGroups.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How bad a problem is, and who says so: publishers' words first, since they know the package in
 * its place; then CVSS vectors.
 *
 * @param severity how bad
 * @param source who says so
 * @param cvss the rating that was found first, whether or not the severity rests on it
 */
record Rating(Severity severity, String source, @Nullable Cvss cvss) {

  /** What one advisory contributes. */
  private record Opinion(
      String advisory, String source, @Nullable Severity word, @Nullable Cvss cvss) {

    static Opinion of(Hit hit) {
      Severity forPackage = hit.row().severity();
      Cvss cvssForPackage = hit.row().cvss();
      // A package's own rating takes the place of the record's, it does not add to it.
      return new Opinion(
          hit.advisory().id(),
          hit.source(),
          forPackage == null ? hit.advisory().severity() : forPackage,
          cvssForPackage == null ? hit.advisory().cvss() : cvssForPackage);
    }

    static Opinion of(Advisory advisory) {
      return new Opinion(advisory.id(), advisory.source(), advisory.severity(), advisory.cvss());
    }

    Opinion withoutVector() {
      return new Opinion(advisory, source, word, null);
    }

    Opinion withoutWord() {
      return new Opinion(advisory, source, null, cvss);
    }
  }

  /**
   * Rates a problem of a package.
   *
   * @param hits what says that it is there, the most telling first
   * @param problem where no hit has a vector, any advisory that is called like it serves
   * @param facts what is known of the problem; its vector serves where no advisory has one
   */
  static Rating of(List<Hit> hits, Problem problem, CveFacts facts, AdvisoryDatabase database)
      throws UnusableDatabase {
    if (Hit.isMalware(hits)) {
      return new Rating(Severity.CRITICAL, "malicious code", null);
    }
    List<Opinion> opinions = new ArrayList<>(4);
    for (Hit hit : hits) {
      opinions.add(hit.isBundle() ? Opinion.of(hit).withoutVector() : Opinion.of(hit));
    }
    if (scored(opinions) == null) {
      Links links = problem.links();
      opinions.addAll(
          links == null ? others(problem.names(), opinions, database) : linked(links, database));
    }
    if (facts.cvss() != null) {
      opinions.add(new Opinion(cve(problem.names()), "CVSS", null, facts.cvss()));
    }
    Opinion scored = scored(opinions);
    if (scored == null) {
      // That of an update is the worst of what it repairs: better than nothing.
      scored = scored(hits.stream().map(Opinion::of).toList());
    }
    Cvss cvss = scored == null ? null : scored.cvss;
    for (Opinion opinion : opinions) {
      if (opinion.word != null) {
        return new Rating(opinion.word, opinion.source, cvss);
      }
    }
    return scored == null || cvss == null
        ? new Rating(Severity.UNKNOWN, "no rating", null)
        : new Rating(
            severity(cvss), "CVSS:" + cvss.version() + " vector of " + scored.advisory, cvss);
  }

  private static String cve(List<String> names) {
    for (String name : names) {
      if (Links.isCve(name)) {
        return name;
      }
    }
    return "";
  }

  /** The first with a vector. */
  private static @Nullable Opinion scored(List<Opinion> opinions) {
    for (Opinion opinion : opinions) {
      if (opinion.cvss != null) {
        return opinion;
      }
    }
    return null;
  }

  /** What others say of the same problem, found when the database was written. */
  private static List<Opinion> linked(Links links, AdvisoryDatabase database)
      throws UnusableDatabase {
    List<Opinion> found = new ArrayList<>(2);
    Advisory rated = database.linked(links.rated());
    if (rated != null) {
      found.add(Opinion.of(rated).withoutWord());
    }
    Advisory worded = database.linked(links.worded());
    if (worded != null) {
      found.add(Opinion.of(worded).withoutVector());
    }
    return found;
  }

  /** The same, found by name. */
  private static List<Opinion> others(
      List<String> names, List<Opinion> known, AdvisoryDatabase database) throws UnusableDatabase {
    List<Opinion> found = new ArrayList<>();
    for (String name : names) {
      for (String id : Links.advisoriesNamed(name)) {
        if (!isAmong(known, id)) {
          database
              .advisory(id)
              .filter(advisory -> advisory.covers().size() <= 1)
              .map(Opinion::of)
              .map(opinion -> Links.wordsCount(id) ? opinion : opinion.withoutWord())
              .ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private static boolean isAmong(List<Opinion> opinions, String advisory) {
    for (Opinion opinion : opinions) {
      if (opinion.advisory.equals(advisory)) {
        return true;
      }
    }
    return false;
  }

  private static Severity severity(Cvss cvss) {
    return new CvssScore(cvss.version(), cvss.vector(), (int) Math.round(cvss.score() * 10))
        .severity();
  }
}
