package io.registrysidecar.sign.sigstore;

/**
 * A bundle, trusted root, key or log entry that is not what it claims to be; the message says why.
 */
public final class MalformedDocument extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;

  /** Says what is wrong with which part. */
  public MalformedDocument(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** The same, with what was thrown on it. */
  public MalformedDocument(String reason, Throwable cause) {
    super(reason, cause);
    this.reason = reason;
  }

  /** What is wrong. */
  public String reason() {
    return reason;
  }
}
