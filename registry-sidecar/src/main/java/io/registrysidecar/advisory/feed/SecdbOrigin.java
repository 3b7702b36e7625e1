package io.registrysidecar.advisory.feed;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds out which distribution a security database is of: it does not name it, but says where its
 * packages are.
 */
final class SecdbOrigin {

  /**
   * A distribution's packages, as they are named in the addresses of its repositories.
   *
   * @param words any of which is enough
   * @param ecosystem as advisories name it
   * @param hasReleases whether these are part of its name
   */
  private record Rule(Set<String> words, String ecosystem, boolean hasReleases) {}

  /**
   * A distribution.
   *
   * @param ecosystem as advisories name it, with its release
   * @param id begins the identifiers of its problems
   */
  record Distribution(String ecosystem, String id) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule(Set.of("wolfi"), "Wolfi", false),
          new Rule(Set.of("chainguard", "cgr"), "Chainguard", false),
          new Rule(Set.of("minimos", "mini"), "MinimOS", false),
          new Rule(Set.of("alpaquita"), "Alpaquita", true),
          new Rule(Set.of("alpine", "alpinelinux"), "Alpine", true));

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^a-z0-9]++");
  private static final Pattern RELEASE =
      Pattern.compile("v?[0-9]{1,4}(?:\\.[0-9]{1,4})?|edge|stream");

  private final Set<String> words = new HashSet<>();
  private String release = "";

  /** Takes a field of the document. */
  void field(String name, String value) {
    switch (name) {
      case "urlprefix", "reponame", "apkurl" -> add(value);
      case "distroversion" -> release = value;
      default -> {
        // says nothing about the distribution
      }
    }
  }

  private void add(String text) {
    words.addAll(List.of(BETWEEN_WORDS.split(text.toLowerCase(Locale.ROOT))));
  }

  /**
   * The distribution; where the document does not say, its file's name may.
   *
   * @return empty when neither tells, or the release is missing
   */
  Optional<Distribution> distribution(String fileName) {
    return known()
        .or(() -> {
          add(fileName);
          return known();
        });
  }

  private Optional<Distribution> known() {
    for (Rule rule : RULES) {
      if (rule.words.stream().anyMatch(words::contains)) {
        if (rule.hasReleases && !RELEASE.matcher(release).matches()) {
          return Optional.empty();
        }
        return Optional.of(
            new Distribution(
                rule.hasReleases ? rule.ecosystem + ":" + release : rule.ecosystem,
                rule.ecosystem.toUpperCase(Locale.ROOT)));
      }
    }
    return Optional.empty();
  }
}
