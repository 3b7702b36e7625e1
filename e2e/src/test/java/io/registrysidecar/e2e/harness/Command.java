package io.registrysidecar.e2e.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs one program to its end. */
public final class Command {

  private static final Duration LONGEST = Duration.ofMinutes(3);

  private Command() {}

  /**
   * What a program did.
   *
   * @param line the command line, for messages
   * @param status its exit status
   * @param out what it wrote to standard output
   * @param err what it wrote to standard error
   */
  public record Result(String line, int status, String out, String err) {

    /** This result, if the program succeeded. */
    public Result ok() {
      if (status != 0) {
        throw new AssertionError(line + " ended with " + status + "\n" + out + "\n" + err);
      }
      return this;
    }
  }

  /** Runs a program with nothing added to the environment. */
  public static Result run(String... words) throws IOException, InterruptedException {
    return run(Map.of(), List.of(words));
  }

  /** Runs a program; ends it after three minutes. */
  public static Result run(Map<String, String> environment, List<String> words)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("e2e-out", ".txt");
    Path err = Files.createTempFile("e2e-err", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError(
            words + " did not end within " + LONGEST + "\n" + Files.readString(err));
      }
      return new Result(String.join(" ", words), process.exitValue(), text(out), text(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
