package io.registrysidecar.admission;

import java.time.Duration;

/**
 * Until when an answer is needed.
 *
 * @param nanos of {@link System#nanoTime}
 */
public record Deadline(long nanos) {

  /** So much time from now. */
  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** How much time is left, in nanoseconds; 0 when it has passed. */
  long left() {
    return Math.max(0, nanos - System.nanoTime());
  }
}
