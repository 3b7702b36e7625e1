package io.registrysidecar.sign;

/** A key did not sign. The message says which key, why, and what to do; never a secret. */
public sealed class SigningFailure extends Exception permits StatementTooLarge {

  /** Says what failed and what to do about it. */
  public SigningFailure(String message) {
    super(message);
  }

  /** The same, with what caused it. */
  public SigningFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
