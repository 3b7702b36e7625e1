package io.registrysidecar.sign.dsse;

/** Bytes that are not the envelope or the statement that they claim to be; the message says why. */
public final class MalformedEnvelope extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;

  /** Says what is wrong with which part. */
  public MalformedEnvelope(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** The same, with what was thrown on it. */
  public MalformedEnvelope(String reason, Throwable cause) {
    super(reason, cause);
    this.reason = reason;
  }

  /** What is wrong. */
  public String reason() {
    return reason;
  }
}
