package io.registrysidecar.admission.render;

/** Something that was asked for cannot be filled in. The message says what, and what to write. */
public final class CannotRender extends Exception {

  /** Says what, and what to write. */
  public CannotRender(String message) {
    super(message);
  }

  CannotRender(String message, Throwable cause) {
    super(message, cause);
  }
}
