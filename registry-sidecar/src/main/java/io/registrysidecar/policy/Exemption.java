package io.registrysidecar.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An exception that somebody answers for: problems that do not count until it expires. What is left
 * empty does not narrow it.
 *
 * @param vulnerabilities identifiers or aliases of findings
 * @param packages patterns of components
 * @param repositories patterns of repositories
 * @param digests digests of images
 * @param rules identifiers of rules
 * @param owner who answers for it
 * @param reason why
 * @param expires the last day on which it holds
 */
record Exemption(
    Set<String> vulnerabilities,
    List<PurlPattern> packages,
    List<Glob> repositories,
    Set<String> digests,
    Set<String> rules,
    String owner,
    String reason,
    LocalDate expires) {

  Exemption {
    vulnerabilities = Set.copyOf(vulnerabilities);
    packages = List.copyOf(packages);
    repositories = List.copyOf(repositories);
    digests = Set.copyOf(digests);
    rules = Set.copyOf(rules);
  }

  /** Whether its last day is over. */
  boolean isExpired(Instant now) {
    return !now.isBefore(expires.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  /** Whether it is about an image and a rule, and holds. */
  boolean appliesTo(String rule, String repository, @Nullable String digest, Instant now) {
    return !isExpired(now)
        && (rules.isEmpty() || rules.contains(rule))
        && (repositories.isEmpty()
            || repositories.stream().anyMatch(glob -> glob.matchesRepository(repository)))
        && (digests.isEmpty() || (digest != null && digests.contains(digest)));
  }

  /** Whether it covers a problem of an image and a rule that it is about. */
  boolean covers(Problem problem) {
    String purl = problem.purl();
    return (vulnerabilities.isEmpty() || problem.ids().stream().anyMatch(vulnerabilities::contains))
        && (packages.isEmpty()
            || (purl != null && packages.stream().anyMatch(pattern -> pattern.matches(purl))));
  }

  /** Why it is there, for those who read the decision. */
  String text() {
    return "excepted by " + owner + " until " + expires + ": " + reason;
  }
}
