package io.registrysidecar.scan;

/** What is known to be wrong with software cannot be read. */
public final class UnusableKnowledge extends Exception {

  private static final long serialVersionUID = 1L;

  /** Says what cannot be read, and what to do. */
  public UnusableKnowledge(String message, Throwable cause) {
    super(message, cause);
  }
}
