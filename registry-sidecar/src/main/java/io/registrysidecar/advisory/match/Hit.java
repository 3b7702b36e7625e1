package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.db.Advisory;
import io.registrysidecar.advisory.db.AffectedRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An advisory that says that a component is affected.
 *
 * @param advisory which
 * @param row its row about the package
 * @param source whose verdict it is: the distribution's about its own package, else the publisher's
 * @param version the version that was compared
 * @param inside the range that it lies in; without its fix where the component cannot be given that
 * @param isBundle whether the advisory announces an update for several problems at once, also where
 *     it only counts for one of them
 * @param ownStream whether it is the word of the stream that the component is from
 * @param terms what its fix hangs on, or null
 */
record Hit(
    Advisory advisory,
    AffectedRow row,
    String source,
    String version,
    RangeEvaluator.Inside inside,
    boolean isBundle,
    boolean ownStream,
    @Nullable String terms) {

  /** A hit of which there is nothing else to know. */
  Hit(
      Advisory advisory,
      AffectedRow row,
      String source,
      String version,
      RangeEvaluator.Inside inside) {
    this(advisory, row, source, version, inside, false, null);
  }

  /** A hit as its advisory has it. */
  Hit(
      Advisory advisory,
      AffectedRow row,
      String source,
      String version,
      RangeEvaluator.Inside inside,
      boolean ownStream,
      @Nullable String terms) {
    this(advisory, row, source, version, inside, advisory.covers().size() > 1, ownStream, terms);
  }

  /** What it says of fewer problems. */
  Hit about(List<String> covers) {
    return new Hit(
        new Advisory(
            advisory.id(),
            advisory.aliases(),
            covers,
            advisory.source(),
            advisory.malware(),
            advisory.severity(),
            advisory.cvss(),
            advisory.published()),
        row,
        source,
        version,
        inside,
        isBundle,
        ownStream,
        terms);
  }

  /** Whether any of them says that the package itself is malicious. */
  static boolean isMalware(List<Hit> hits) {
    for (Hit hit : hits) {
      if (hit.advisory().malware()) {
        return true;
      }
    }
    return false;
  }
}
