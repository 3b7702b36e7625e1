package io.registrysidecar.policy;

import io.registrysidecar.config.RepositoryFilter;
import java.util.Comparator;
import java.util.List;

/**
 * A pattern of names with slashes: {@code *} stands for any characters within one segment, {@code
 * **} for any number of segments. Sorts by how specific it is, the most specific first.
 *
 * @param text as written
 */
record Glob(String text) implements Comparable<Glob> {

  private static final Comparator<Glob> MOST_SPECIFIC_FIRST =
      Comparator.comparingInt(Glob::literals)
          .reversed()
          .thenComparingInt(Glob::wildcards)
          .thenComparing(Glob::text);

  /** Whether the whole name matches. */
  boolean matches(String name) {
    return new RepositoryFilter(List.of(text)).accepts(name);
  }

  /** Whether a repository matches, named with or without its registry's host. */
  boolean matchesRepository(String repository) {
    if (matches(repository)) {
      return true;
    }
    int slash = repository.indexOf('/');
    return slash > 0
        && isHost(repository.substring(0, slash))
        && matches(repository.substring(slash + 1));
  }

  private static boolean isHost(String segment) {
    return segment.indexOf('.') >= 0 || segment.indexOf(':') >= 0 || segment.equals("localhost");
  }

  private int literals() {
    return text.length() - wildcards();
  }

  private int wildcards() {
    return (int) text.chars().filter(c -> c == '*').count();
  }

  @Override
  public int compareTo(Glob other) {
    return MOST_SPECIFIC_FIRST.compare(this, other);
  }
}
