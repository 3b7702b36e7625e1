package io.registrysidecar.sign.notary;

/**
 * Bytes that are not a Notary Project signature, or one whose signature is not good. The message
 * says what is wrong.
 */
public final class MalformedEnvelope extends Exception {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong. */
  public MalformedEnvelope(String message) {
    super(message);
  }

  /** The same, with what caused it. */
  public MalformedEnvelope(String message, Throwable cause) {
    super(message, cause);
  }
}
