package io.registrysidecar.sign.notary.trust;

/** A trust policy document cannot be used. The message gives file, line, field and the rule. */
public final class TrustPolicyException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong and where. */
  public TrustPolicyException(String message) {
    super(message);
  }

  /** The same, with what caused it. */
  public TrustPolicyException(String message, Throwable cause) {
    super(message, cause);
  }
}
