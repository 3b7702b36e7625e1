package io.registrysidecar.advisory;

import io.registrysidecar.advisory.Finding.Cvss;
import io.registrysidecar.advisory.Finding.Epss;
import io.registrysidecar.advisory.Finding.Kev;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a problem itself, whatever it affects.
 *
 * @param cvss the rating of the newest CVSS version, of several the highest; or null
 * @param epss the youngest estimate, of several the highest; or null
 * @param kev its entry among exploited problems, of several the first; or null
 */
public record CveFacts(@Nullable Cvss cvss, @Nullable Epss epss, @Nullable Kev kev) {

  /** Nothing. */
  public static final CveFacts NONE = new CveFacts(null, null, null);

  private static final Comparator<Cvss> BEST_RATING =
      Comparator.comparing(Cvss::version)
          .thenComparingDouble(Cvss::score)
          .thenComparing(Cvss::vector);

  private static final Comparator<Epss> YOUNGEST =
      Comparator.comparing(Epss::date)
          .thenComparingDouble(Epss::score)
          .thenComparingDouble(Epss::percentile);

  private static final Comparator<Kev> FIRST =
      Comparator.comparing(Kev::added)
          .thenComparing(Kev::due, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(Kev::ransomware)
          .reversed();

  /** What both know; the order does not matter. */
  public CveFacts and(CveFacts other) {
    if (equals(NONE)) {
      return other;
    }
    return new CveFacts(
        most(cvss, other.cvss, BEST_RATING),
        most(epss, other.epss, YOUNGEST),
        most(kev, other.kev, FIRST));
  }

  private static <T> @Nullable T most(@Nullable T a, @Nullable T b, Comparator<T> order) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return order.compare(a, b) >= 0 ? a : b;
  }
}
