package io.registrysidecar.admission;

import java.time.Instant;

/** What is known of an image. */
sealed interface Knowledge {

  /** There is a report. */
  record Judged(KnownVerdict verdict) implements Knowledge {}

  /** It was pushed, and waits for its scan. */
  record Pending(Instant pushedAt) implements Knowledge {}

  /** It cannot be scanned, or that was given up. */
  record Unscannable(String why) implements Knowledge {}

  /** Nobody has told of it. */
  record Unheard() implements Knowledge {}
}
