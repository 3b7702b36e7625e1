package io.registrysidecar;

/** The service cannot start. The message says what was tried, why it failed, and what to do. */
public final class CannotStart extends Exception {

  CannotStart(String message) {
    super(message);
  }

  CannotStart(String message, Throwable cause) {
    super(message, cause);
  }
}
