package io.registrysidecar.sign;

/** A statement is larger than what verifiers read. Others of the same image can be signed. */
public final class StatementTooLarge extends SigningFailure {

  private static final long serialVersionUID = 1L;

  /**
   * Says so.
   *
   * @param what the type of the statement
   * @param bytes how many it would have, signed
   * @param most how many verifiers read
   */
  public StatementTooLarge(String what, long bytes, long most) {
    super(
        "sign %s: the bundle has %d bytes, and verifiers refuse more than %d. Leave it unsigned, or attest a digest of it."
            .formatted(what, bytes, most));
  }
}
