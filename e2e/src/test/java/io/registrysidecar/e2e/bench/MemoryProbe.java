package io.registrysidecar.e2e.bench;

import io.registrysidecar.cli.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs one command of the program, and says on standard error at the end what memory it took: one
 * line {@code memory: heap MB, direct MB, resident MB, cpu s}.
 */
final class MemoryProbe {

  private MemoryProbe() {}

  public static void main(String[] arguments) {
    Runtime.getRuntime().addShutdownHook(new Thread(MemoryProbe::print));
    Main.main(arguments);
  }

  private static void print() {
    long heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong((MemoryPoolMXBean pool) -> pool.getPeakUsage().getUsed())
            .sum();
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    double cpu =
        ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1000.0;
    System.err.printf(
        "memory: heap %d MB, direct %d MB, resident %d MB, cpu %.1f s%n",
        heap >> 20, direct >> 20, residentKilobytes() >> 10, cpu);
  }

  /** The most that was ever resident, as the kernel counts it. */
  private static long residentKilobytes() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
