package io.registrysidecar.audit;

/** Bytes are not the statement that their place promises. The message says what is wrong. */
public final class MalformedStatement extends Exception {

  private static final long serialVersionUID = 1L;

  MalformedStatement(String message) {
    super(message);
  }

  MalformedStatement(String message, Throwable cause) {
    super(message, cause);
  }
}
