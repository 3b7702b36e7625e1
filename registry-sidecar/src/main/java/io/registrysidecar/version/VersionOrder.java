package io.registrysidecar.version;

/**
 * How one ecosystem orders its versions.
 *
 * <p>A total order: reflexive, antisymmetric and, as far as the ecosystem's own definition is
 * (Maven's has exceptions), transitive over everything that {@link #parse} accepts. Implementations
 * are immutable and hold no state.
 */
public interface VersionOrder {

  /** What the order is called, such as {@code Debian} or {@code SemVer}. */
  String name();

  /**
   * Reads a version once, for several comparisons.
   *
   * @throws UnparsableVersion if the ecosystem's own rules do not define where {@code text} sorts
   */
  ParsedVersion parse(String text) throws UnparsableVersion;

  /**
   * Compares two versions.
   *
   * @return -1, 0 or 1 as {@code a} sorts before, with or after {@code b}
   * @throws UnparsableVersion if either is not a version of this ecosystem
   */
  default int compare(String a, String b) throws UnparsableVersion {
    return Integer.signum(parse(a).compareTo(parse(b)));
  }
}
