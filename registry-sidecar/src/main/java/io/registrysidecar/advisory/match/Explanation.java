package io.registrysidecar.advisory.match;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one advisory about one component.
 *
 * @param advisory its identifier
 * @param names other identifiers of the same problem
 * @param ecosystem where it was found, with release
 * @param name the package that it names
 * @param version the version that was compared
 * @param verdict what came of it
 * @param reason why, in words
 * @param rule by which it counts otherwise than its ranges alone would have it, or null
 */
public record Explanation(
    String advisory,
    List<String> names,
    String ecosystem,
    String name,
    String version,
    Verdict verdict,
    String reason,
    @Nullable Rule rule) {

  /** Copies the names. */
  public Explanation {
    names = List.copyOf(names);
  }

  /** What came of an advisory. */
  public enum Verdict {
    /** The version is affected. */
    MATCHED,
    /** The advisory is about the package, but not about this version, or something else decides. */
    REJECTED,
    /** Nobody can tell, as a version cannot be compared. */
    UNKNOWN
  }
}
