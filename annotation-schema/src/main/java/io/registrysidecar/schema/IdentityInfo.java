package io.registrysidecar.schema;

/**
 * How sure it is that a component is what it is said to be, where its own metadata does not say so.
 *
 * @param confidence {@code high}, {@code medium} or {@code low}
 * @param basis what its name was told by: {@code manifest}, {@code module-name}, {@code
 *     known-artifact}, {@code program-text}, {@code class-packages}, {@code file-name}; more may
 *     follow
 */
public record IdentityInfo(String confidence, String basis) {

  /** Checks that both say something. */
  public IdentityInfo {
    Require.text("confidence", confidence);
    Require.text("basis", basis);
  }
}
