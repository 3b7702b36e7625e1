package io.registrysidecar.cli;

/** What is done when the process is told to end. */
final class Shutdown {

  private Shutdown() {}

  /** Runs {@code action} on Ctrl-C, on SIGTERM, and when the process ends by itself. */
  static void whenProcessEnds(Runnable action) {
    Runtime.getRuntime().addShutdownHook(new Thread(action, "shutdown"));
  }
}
