package io.registrysidecar.config;

import java.util.List;

/**
 * Which repositories of a registry are looked after.
 *
 * @param globs patterns of which one must match: {@code *} stands for any characters within one
 *     path segment, {@code **} for any number of segments
 */
public record RepositoryFilter(List<String> globs) {

  /** Copies the patterns. */
  public RepositoryFilter {
    globs = List.copyOf(globs);
  }

  /** Whether a repository of this name is looked after. */
  public boolean accepts(String repository) {
    String[] segments = repository.split("/", -1);
    return globs.stream().anyMatch(glob -> segmentsMatch(glob.split("/", -1), segments));
  }

  /** The repositories that the patterns name in full, when all of them do; else empty. */
  public List<String> namedInFull() {
    return globs.stream().noneMatch(glob -> glob.indexOf('*') >= 0) ? globs : List.of();
  }

  private static boolean segmentsMatch(String[] globs, String[] segments) {
    // reachable[j]: the globs so far can match exactly the first j segments; quadratic at worst,
    // whatever the pattern.
    boolean[] reachable = new boolean[segments.length + 1];
    reachable[0] = true;
    for (String glob : globs) {
      boolean[] next = new boolean[segments.length + 1];
      for (int j = 0; j <= segments.length; j++) {
        if (glob.equals("**")) {
          next[j] = reachable[j] || (j > 0 && next[j - 1]);
        } else {
          next[j] = j > 0 && reachable[j - 1] && segmentMatches(glob, segments[j - 1]);
        }
      }
      reachable = next;
    }
    return reachable[segments.length];
  }

  private static boolean segmentMatches(String glob, String segment) {
    int g = 0;
    int s = 0;
    int star = -1;
    int resume = 0;
    while (s < segment.length()) {
      if (g < glob.length() && glob.charAt(g) == '*') {
        star = g++;
        resume = s;
      } else if (g < glob.length() && glob.charAt(g) == segment.charAt(s)) {
        g++;
        s++;
      } else if (star >= 0) {
        g = star + 1;
        s = ++resume;
      } else {
        return false;
      }
    }
    while (g < glob.length() && glob.charAt(g) == '*') {
      g++;
    }
    return g == glob.length();
  }
}
