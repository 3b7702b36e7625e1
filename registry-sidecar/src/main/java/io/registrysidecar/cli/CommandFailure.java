package io.registrysidecar.cli;

/**
 * A command that could not do what it was asked to. The message says what, why, and what to try, in
 * one line.
 */
final class CommandFailure extends Exception {

  CommandFailure(String message) {
    super(message);
  }

  CommandFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
