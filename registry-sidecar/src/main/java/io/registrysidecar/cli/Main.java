package io.registrysidecar.cli;

/** Where the process begins and ends. */
public final class Main {

  private Main() {}

  /** Runs one command; its exit status is the process's. */
  public static void main(String[] arguments) {
    EarlyLoading.begin(arguments);
    System.exit(new Cli(Console.ofProcess()).run(arguments));
  }
}
