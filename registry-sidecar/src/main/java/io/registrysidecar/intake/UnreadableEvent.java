package io.registrysidecar.intake;

/** A notification that is not what its format promises. The message says what is wrong with it. */
final class UnreadableEvent extends Exception {

  private static final long serialVersionUID = 1L;

  UnreadableEvent(String message) {
    super(message);
  }
}
