package io.registrysidecar.inventory;

import io.registrysidecar.image.DetectorLimits;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one detector has spent on one layer. Time that passes while the layer's bytes are fetched
 * and unpacked is the layer's, not the detector's.
 */
final class DetectorBudget {

  private final DetectorLimits limits;
  private final LongSupplier nanoTime;
  private long layerTime;
  private long fileStart;
  private long waited;
  private long bytes;
  private long evidenceBytes;

  DetectorBudget(DetectorLimits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  void beginFile() {
    waited = 0;
    fileStart = nanoTime.getAsLong();
  }

  void endFile() {
    layerTime += fileTime();
    fileStart = nanoTime.getAsLong();
    waited = 0;
  }

  /** Begins to wait for the layer; gives what {@link #stopWaiting} needs. */
  long startWaiting() {
    return nanoTime.getAsLong();
  }

  void stopWaiting(long start) {
    waited += nanoTime.getAsLong() - start;
  }

  void spendBytes(long count) throws BudgetExceeded, InterruptedIOException {
    bytes += count;
    check();
  }

  /** Exceeding this is noticed by the next {@link #check}. */
  void spendEvidence(long count) {
    evidenceBytes += count;
  }

  /** Whether nothing more that is found can be kept. */
  boolean isFull() {
    return evidenceBytes > limits.evidenceBytes();
  }

  boolean isSpent() {
    return spent(0) != null;
  }

  /** Why nothing is left for any other file of the layer; null as long as something is. */
  @Nullable String spent() {
    return spent(0);
  }

  /**
   * Ends the reading of a file whose detector has spent too much.
   *
   * @throws BudgetExceeded if a limit is reached
   * @throws InterruptedIOException if the thread was interrupted
   */
  void check() throws BudgetExceeded, InterruptedIOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException();
    }
    long now = fileTime();
    String spent = spent(now);
    if (spent != null) {
      throw new BudgetExceeded(spent);
    }
    if (now > limits.fileTime().toNanos()) {
      throw new BudgetExceeded(
          "it has worked on it for more than "
              + seconds(limits.fileTime())
              + " seconds (detector-file-time)");
    }
  }

  private @Nullable String spent(long now) {
    if (bytes > limits.bytes()) {
      return "it has looked at more than " + limits.bytes() + " bytes (detector-bytes)";
    }
    if (isFull()) {
      return "what it found takes more than " + limits.evidenceBytes() + " bytes (evidence-bytes)";
    }
    if (layerTime + now > limits.time().toNanos()) {
      return "it has worked on the layer for more than "
          + seconds(limits.time())
          + " seconds (detector-time)";
    }
    return null;
  }

  private long fileTime() {
    return nanoTime.getAsLong() - fileStart - waited;
  }

  private static String seconds(Duration duration) {
    long millis = duration.toMillis();
    return millis % 1000 == 0 ? Long.toString(millis / 1000) : Double.toString(millis / 1000.0);
  }
}
