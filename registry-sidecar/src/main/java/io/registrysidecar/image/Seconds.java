package io.registrysidecar.image;

import java.time.Duration;

/** Durations as messages give them: in seconds, with a fraction only where there is one. */
public final class Seconds {

  private Seconds() {}

  /** The number of seconds of {@code duration}, to the millisecond. */
  public static String of(Duration duration) {
    long millis = duration.toMillis();
    return millis % 1000 == 0 ? Long.toString(millis / 1000) : Double.toString(millis / 1000.0);
  }
}
