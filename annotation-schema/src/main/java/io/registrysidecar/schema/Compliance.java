package io.registrysidecar.schema;

/**
 * Hardening checks in one figure.
 *
 * @param passed how many were passed
 * @param all how many applied
 */
public record Compliance(int passed, int all) {

  /** Checks that the counts are possible. */
  public Compliance {
    Require.count("passed checks", passed);
    if (passed > all) {
      throw new IllegalArgumentException(
          "more checks passed (" + passed + ") than applied (" + all + ")");
    }
  }

  /** {@code passed/all}, as annotations write it. */
  @Override
  public String toString() {
    return passed + "/" + all;
  }
}
