package io.registrysidecar.store;

/**
 * How many findings of each severity an image has.
 *
 * @param fixable how many of all have a fix
 */
public record SeverityCounts(
    int critical, int high, int medium, int low, int negligible, int unknown, int fixable) {

  /** Nothing found. */
  public static final SeverityCounts NONE = new SeverityCounts(0, 0, 0, 0, 0, 0, 0);
}
