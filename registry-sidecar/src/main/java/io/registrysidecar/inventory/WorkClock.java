package io.registrysidecar.inventory;

import io.registrysidecar.image.Turn;
import java.io.InterruptedIOException;
import java.util.function.LongSupplier;

/**
 * The time that one layer is worked on: it stands still while detectors let other layers go first.
 * For one thread.
 */
final class WorkClock implements LongSupplier {

  private final LongSupplier nanoTime;
  private final Turn turn;
  private long waited;

  /**
   * @param nanoTime a clock that only moves forward
   */
  WorkClock(LongSupplier nanoTime, Turn turn) {
    this.nanoTime = nanoTime;
    this.turn = turn;
  }

  @Override
  public long getAsLong() {
    return nanoTime.getAsLong() - waited;
  }

  /**
   * Lets others go first for once, if this turn has been long enough.
   *
   * @throws InterruptedIOException if the thread was interrupted
   */
  void share() throws InterruptedIOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException();
    }
    long before = nanoTime.getAsLong();
    try {
      turn.share();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException) new InterruptedIOException().initCause(e);
    }
    waited += nanoTime.getAsLong() - before;
  }
}
