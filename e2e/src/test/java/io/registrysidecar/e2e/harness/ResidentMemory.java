package io.registrysidecar.e2e.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory a process holds, as the kernel counts it, in megabytes. */
public final class ResidentMemory {

  private ResidentMemory() {}

  /** Now. */
  public static long now(long pid) throws IOException {
    return megabytes(pid, "VmRSS:");
  }

  /** At most, since it started. */
  public static long most(long pid) throws IOException {
    return megabytes(pid, "VmHWM:");
  }

  private static long megabytes(long pid, String line) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(each -> each.startsWith(line))
        .mapToLong(each -> Long.parseLong(each.replaceAll("[^0-9]", "")) >> 10)
        .findFirst()
        .orElseThrow();
  }
}
