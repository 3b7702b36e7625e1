package io.registrysidecar.cli;

/** What a process says when it ends. */
final class ExitStatus {

  /** Done. */
  static final int DONE = 0;

  /** Done, and {@code --fail-on} or a policy is not met. */
  static final int NOT_MET = 1;

  /** The command was not written as it must be. */
  static final int USAGE = 2;

  /** It could not be done. */
  static final int NOT_DONE = 3;

  /** Done, but not everything could be looked at, and {@code --require-coverage} wants that. */
  static final int INCOMPLETE = 4;

  private ExitStatus() {}
}
