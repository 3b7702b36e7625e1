package io.registrysidecar.advisory.match;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of what an advisory says of a package. */
sealed interface Outcome {

  /**
   * It has the installed version.
   *
   * @param terms what its fix hangs on, or null
   */
  record Affected(RangeEvaluator.Inside inside, @Nullable String terms) implements Outcome {}

  /** It has other versions only. */
  record NotAffected() implements Outcome {}

  /**
   * It is about another series of the package, so it says nothing of this one.
   *
   * @param inside whether the installed version would lie in its ranges
   */
  record OtherSeries(boolean inside) implements Outcome {}

  /** Nobody can tell, as a version cannot be compared. */
  record Unknown(String why) implements Outcome {}

  /** It has the installed version, but only on other platforms. */
  record Elsewhere(RangeEvaluator.Inside inside) implements Outcome {}

  /**
   * It does not count.
   *
   * @param rule by which
   * @param by the package, stream or advisories that count instead
   */
  record Overruled(Rule rule, String by) implements Outcome {}

  /**
   * It counts, but not for all that it is about.
   *
   * @param rule by which
   * @param problems for which it does not count
   * @param by the advisories that count instead
   */
  record Lessened(Rule rule, List<String> problems, String by) implements Outcome {}

  /** It counts, and what is found is suppressed. */
  record Suppressed(String why) implements Outcome {}
}
