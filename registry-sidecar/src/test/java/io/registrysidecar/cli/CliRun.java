package io.registrysidecar.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What a command did.
 *
 * @param status its exit status
 * @param out its results
 * @param err everything else that it said
 */
record CliRun(int status, String out, String err) {

  /** Runs a command within this process, with its state and its home in {@code home}. */
  static CliRun of(Path home, String... arguments) {
    return of(home, Map.of(), arguments);
  }

  static CliRun of(Path home, Map<String, String> environment, String... arguments) {
    return of(home, environment, InputStream.nullInputStream(), arguments);
  }

  /** Runs a command that reads {@code input}. */
  static CliRun reading(String input, Path home, String... arguments) {
    return of(
        home,
        Map.of(),
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        arguments);
  }

  private static CliRun of(
      Path home, Map<String, String> environment, InputStream in, String... arguments) {
    Map<String, String> all =
        new HashMap<>(
            Map.of("HOME", home.toString(), "SIDECAR_STATE", home.resolve("state").toString()));
    all.putAll(environment);
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int status =
        new Cli(new Console(in, stream(out), stream(err), false, false, all)).run(arguments);
    return new CliRun(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
