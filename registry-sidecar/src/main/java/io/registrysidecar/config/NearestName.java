package io.registrysidecar.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses which known name a mistyped one was meant to be. */
public final class NearestName {

  private NearestName() {}

  /** The nearest of the known names, if one is near enough to be meant. */
  public static Optional<String> of(String typed, Collection<String> known) {
    int furthest = (typed.length() + 2) / 3;
    return known.stream()
        .filter(name -> distance(typed, name) <= furthest)
        .min(Comparator.comparingInt(name -> distance(typed, name)));
  }

  /**
   * Insertions, deletions, replacements and swaps of neighbours that lead from one to the other.
   */
  private static int distance(String a, String b) {
    int[] beforePrevious = new int[b.length() + 1];
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(previous[j], row[j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforePrevious[j - 2] + 1);
        }
      }
      beforePrevious = previous;
      previous = row;
    }
    return previous[b.length()];
  }
}
