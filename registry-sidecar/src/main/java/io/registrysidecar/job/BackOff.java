package io.registrysidecar.job;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When a failed job is tried again: twice as late each time up to a limit, spread so that what
 * failed together does not come back together.
 */
record BackOff(Duration first, Duration longest, RandomGenerator random) {

  /**
   * The next time to try.
   *
   * @param attempts how often it failed, at least once
   * @param now when it failed the last time
   * @param notBefore the earliest time that makes sense, or null
   */
  Instant next(int attempts, Instant now, @Nullable Instant notBefore) {
    long limit = longest.toMillis();
    int doublings = Math.min(attempts - 1, 40);
    long most = first.toMillis() > limit >> doublings ? limit : first.toMillis() << doublings;
    long least = Math.max(1, most / 2);
    Instant next = now.plusMillis(least + random.nextLong(least + 1));
    if (notBefore == null || !notBefore.isAfter(next)) {
      return next;
    }
    return notBefore.plusMillis(random.nextLong(first.toMillis() + 1));
  }
}
