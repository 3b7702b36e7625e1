package io.registrysidecar.sign.key;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a program that may hang, print without end, or start others. */
final class BoundedCommand {

  private static final int MOST_OUTPUT = 64 * 1024;
  private static final int MOST_REASON = 300;

  private BoundedCommand() {}

  /**
   * What the program prints on standard output.
   *
   * @throws IOException if it cannot be started, fails, prints too much or takes too long
   */
  static byte[] run(List<String> command, byte[] input, Duration limit)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(BoundedCommand::isOurs);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new IOException("it cannot be started (" + e.getMessage() + ")", e);
    }
    try {
      long deadline = System.nanoTime() + limit.toNanos();
      CompletableFuture<byte[]> output = reading(process.getInputStream());
      CompletableFuture<byte[]> reason = reading(process.getErrorStream());
      CompletableFuture<Void> fed = feeding(process.getOutputStream(), input);
      byte[] printed = within(output, deadline, limit);
      byte[] said = within(reason, deadline, limit);
      if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw tooLong(limit);
      }
      if (process.exitValue() != 0) {
        throw new IOException("it failed (" + process.exitValue() + "): " + shown(said));
      }
      within(fed, deadline, limit);
      if (printed.length > MOST_OUTPUT) {
        throw new IOException("it printed more than 64 KiB");
      }
      return printed;
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static boolean isOurs(String variable) {
    return variable.startsWith("SIDECAR_")
        || variable.startsWith("REGISTRY_")
        || variable.startsWith("COSIGN_");
  }

  private static CompletableFuture<byte[]> reading(InputStream in) {
    CompletableFuture<byte[]> read = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try (in) {
            read.complete(in.readNBytes(MOST_OUTPUT + 1));
          } catch (IOException e) {
            read.completeExceptionally(e);
          }
        });
    return read;
  }

  /** A program that does not read its input may end before it is written: its status decides. */
  private static CompletableFuture<Void> feeding(OutputStream out, byte[] input) {
    CompletableFuture<Void> fed = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try (out) {
            out.write(input);
            fed.complete(null);
          } catch (IOException e) {
            fed.completeExceptionally(e);
          }
        });
    return fed;
  }

  private static <T> T within(CompletableFuture<T> future, long deadline, Duration limit)
      throws IOException, InterruptedException {
    try {
      return future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      throw tooLong(limit);
    } catch (ExecutionException e) {
      throw new IOException("talking to it failed (" + e.getMessage() + ")", e);
    }
  }

  private static IOException tooLong(Duration limit) {
    return new IOException("it took longer than " + limit.toMillis() + " ms");
  }

  private static String shown(byte[] said) {
    String text = new String(said, StandardCharsets.UTF_8).strip();
    String line = text.lines().reduce((_, last) -> last).orElse("no reason given");
    return line.substring(0, Math.min(line.length(), MOST_REASON)).replaceAll("\\p{Cntrl}", "?");
  }
}
