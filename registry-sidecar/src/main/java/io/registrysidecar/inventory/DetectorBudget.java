package io.registrysidecar.inventory;

import io.registrysidecar.image.DetectorLimits;
import io.registrysidecar.image.ImageAllowance;
import io.registrysidecar.image.Seconds;
import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;

/**
 * What one detector has spent on one layer. Time that passes while the layer's bytes are fetched
 * and unpacked is the layer's, not the detector's.
 */
final class DetectorBudget {

  private final DetectorLimits limits;
  private final WorkClock clock;
  private final ImageAllowance image;
  private long layerTime;
  private long fileStart;
  private long waited;
  private long bytes;
  private long evidenceBytes;

  /**
   * Nothing is spent yet.
   *
   * @param image what may be found in all layers of the image
   */
  DetectorBudget(DetectorLimits limits, WorkClock clock, ImageAllowance image) {
    this.limits = limits;
    this.clock = clock;
    this.image = image;
  }

  void beginFile() {
    waited = 0;
    fileStart = clock.getAsLong();
  }

  void endFile() {
    layerTime += fileTime();
    fileStart = clock.getAsLong();
    waited = 0;
  }

  /** Begins to wait for the layer; gives what {@link #stopWaiting} needs. */
  long startWaiting() {
    return clock.getAsLong();
  }

  void stopWaiting(long start) {
    waited += clock.getAsLong() - start;
  }

  void spendBytes(long count) throws BudgetExceeded, InterruptedIOException {
    bytes += count;
    check();
  }

  /** Exceeding this is noticed by the next {@link #check}. */
  void spendEvidence(long count) {
    evidenceBytes += count;
    image.takeEvidence(count);
  }

  /** What was found is not kept any more, or by others. */
  void giveEvidenceBack() {
    image.giveEvidence(evidenceBytes);
    evidenceBytes = 0;
  }

  /** Whether nothing more that is found can be kept. */
  boolean isFull() {
    return evidenceBytes > limits.evidenceBytes() || image.evidenceSpent() != null;
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
    clock.share();
    long now = fileTime();
    String spent = spent(now);
    if (spent != null) {
      throw new BudgetExceeded(spent);
    }
    if (now > limits.fileTime().toNanos()) {
      throw new BudgetExceeded(
          "it has worked on it for more than "
              + Seconds.of(limits.fileTime())
              + " seconds (layers.detector-file-time)");
    }
  }

  private @Nullable String spent(long now) {
    if (bytes > limits.bytes()) {
      return "it has looked at more than " + limits.bytes() + " bytes (layers.detector-bytes)";
    }
    if (evidenceBytes > limits.evidenceBytes()) {
      return "what it found takes more than "
          + limits.evidenceBytes()
          + " bytes (layers.evidence-bytes)";
    }
    if (layerTime + now > limits.time().toNanos()) {
      return "it has worked on the layer for more than "
          + Seconds.of(limits.time())
          + " seconds (layers.detector-time)";
    }
    return image.evidenceSpent();
  }

  private long fileTime() {
    return clock.getAsLong() - fileStart - waited;
  }
}
