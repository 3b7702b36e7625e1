package io.registrysidecar.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a command sees of the world around its process.
 *
 * @param in what commands with {@code --stdin} read
 * @param out for results
 * @param err for everything else
 * @param people whether a person at a terminal reads {@code err}
 * @param colours whether a terminal that shows colours reads {@code out}
 * @param environment the environment variables
 */
record Console(
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean people,
    boolean colours,
    Map<String, String> environment) {

  private static final int BUFFER = 16 * 1024;

  /** The console of this process. */
  @SuppressWarnings("SystemConsoleNull") // Java 25 gives null again where there is no terminal
  static Console ofProcess() {
    Map<String, String> environment = System.getenv();
    // Standard error usually is a terminal when input and output are.
    java.io.Console terminal = System.console();
    boolean people = terminal != null && terminal.isTerminal();
    boolean plain =
        environment.getOrDefault("TERM", "dumb").equals("dumb")
            || !environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Console(
        new FileInputStream(FileDescriptor.in),
        stream(FileDescriptor.out, false),
        stream(FileDescriptor.err, true),
        people,
        people && !plain,
        environment);
  }

  /** One line for whoever runs the command. */
  void say(String line) {
    err.println(line);
  }

  private static PrintStream stream(FileDescriptor descriptor, boolean flush) {
    return new PrintStream(
        new java.io.BufferedOutputStream(new FileOutputStream(descriptor), BUFFER),
        flush,
        StandardCharsets.UTF_8);
  }
}
