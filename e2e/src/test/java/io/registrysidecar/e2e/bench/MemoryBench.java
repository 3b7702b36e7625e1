package io.registrysidecar.e2e.bench;

import io.registrysidecar.e2e.harness.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Scans an image that is made while it is sent, in a program of its own with a small heap, and
 * tells what memory that took.
 */
public final class MemoryBench {

  private static final Pattern LINE =
      Pattern.compile(
          "memory: heap (\\d+) MB, direct (\\d+) MB, resident (\\d+) MB, cpu ([\\d.]+) s");

  private MemoryBench() {}

  /**
   * What a scan took.
   *
   * @param heap megabytes, the peaks of all its pools
   * @param direct megabytes of buffers off heap, at the end
   * @param resident megabytes, at most at any time
   * @param cpuSeconds processor time
   * @param report what it found
   */
  public record Result(long heap, long direct, long resident, double cpuSeconds, String report) {}

  /** Ten gigabytes, a hundred layers, two million files. */
  public static void main(String[] arguments) throws Exception {
    Result result = scan(100, 20_000, 100, "512m");
    System.out.printf(
        "100 layers, 2,000,000 files, 10 GB, -Xmx512m: heap %d MB, direct %d MB, resident %d MB,"
            + " %.1f s CPU%n",
        result.heap(), result.direct(), result.resident(), result.cpuSeconds());
  }

  /**
   * Scans once.
   *
   * @param layers how many layers the image has
   * @param files how many files each layer has
   * @param megabytes what each layer unpacks to
   * @param heap the largest heap, as the JVM takes it
   */
  public static Result scan(int layers, int files, int megabytes, String heap) throws Exception {
    Path state = Files.createTempDirectory("memory");
    try (GeneratedRegistry registry = GeneratedRegistry.start(layers, files, megabytes)) {
      Command.Result run =
          Command.run(
                  Map.of("SIDECAR_STATE", state.toString()),
                  List.of(
                      ProcessHandle.current().info().command().orElseThrow(),
                      "--enable-native-access=ALL-UNNAMED",
                      "-XX:+UseSerialGC",
                      "-XX:+UseCompactObjectHeaders",
                      "-Xmx" + heap,
                      "-cp",
                      System.getProperty("java.class.path"),
                      MemoryProbe.class.getName(),
                      "scan",
                      registry.image(),
                      "--format",
                      "json",
                      "--quiet",
                      "--no-cache"))
              .ok();
      Matcher line = LINE.matcher(run.err());
      if (!line.find()) {
        throw new AssertionError("no line about memory in " + run.err());
      }
      return new Result(
          Long.parseLong(line.group(1)),
          Long.parseLong(line.group(2)),
          Long.parseLong(line.group(3)),
          Double.parseDouble(line.group(4)),
          run.out());
    }
  }
}
