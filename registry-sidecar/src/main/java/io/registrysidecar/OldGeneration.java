package io.registrysidecar;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Has the old generation of the heap collected when much has come into it.
 *
 * <p>The serial collector looks at it only when the heap is at its limit. Until then it keeps what
 * each large result left there, and the process its memory. Collecting it takes no more than one
 * part in {@link #SHARE} of the processor time of this process, however much lives there; time on
 * the clock would say little of that where others are at work as well.
 */
final class OldGeneration implements Runnable {

  /** What it may hold before it is worth a look: about what lives as long as the service. */
  static final long LEAST = 48L << 20;

  /**
   * The same when no job is running. What lives then is half of what lives during a large job, so
   * that is the time to look: the next job begins with a small heap.
   */
  static final long LEAST_QUIET = 32L << 20;

  /** What must have come into it since the last look. */
  static final long GROWTH = 8L << 20;

  /** How many times as much as a collection took is done before the next. */
  static final int SHARE = 16;

  /** The serial collector's name for it. */
  private static final String POOL = "Tenured Gen";

  private final LongSupplier used;
  private final Runnable collector;
  private final LongSupplier worked;
  private final BooleanSupplier quiet;
  private long left;
  private long next;

  /**
   * Wires.
   *
   * @param used how many bytes it holds, dead or alive
   * @param collector collects it
   * @param worked how much processor time this process has taken, in nanoseconds
   * @param quiet whether no job is running
   */
  OldGeneration(LongSupplier used, Runnable collector, LongSupplier worked, BooleanSupplier quiet) {
    this.used = used;
    this.collector = collector;
    this.worked = worked;
    this.quiet = quiet;
  }

  /**
   * That of this process; empty when another collector is at work, which does this by itself.
   *
   * @param quiet whether no job is running
   */
  static Optional<OldGeneration> ofThisProcess(BooleanSupplier quiet) {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals(POOL))
        .findFirst()
        .map(pool -> of(pool, quiet));
  }

  private static OldGeneration of(MemoryPoolMXBean pool, BooleanSupplier quiet) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new OldGeneration(
        () -> pool.getUsage().getUsed(), System::gc, system::getProcessCpuTime, quiet);
  }

  @Override
  public void run() {
    long now = used.getAsLong();
    // Somebody else may have had it collected.
    left = Math.min(left, now);
    long start = worked.getAsLong();
    if (now < (quiet.getAsBoolean() ? LEAST_QUIET : LEAST) || now - left < GROWTH || start < next) {
      return;
    }
    collector.run();
    long end = worked.getAsLong();
    next = end + (end - start) * SHARE;
    left = used.getAsLong();
  }
}
