package io.registrysidecar.oci.client;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How often and how fast a request is repeated.
 *
 * @param attempts the most attempts, the first included
 * @param first the pause after the first attempt; doubled after each further one
 * @param longest the longest pause that is chosen here
 * @param longestAsked the longest pause that a registry may ask for; when it asks for more, the
 *     failure is reported at once with the time it asked for, so that no thread waits
 */
public record RetryPolicy(int attempts, Duration first, Duration longest, Duration longestAsked) {

  private static final double JITTER = 0.1;

  /** What suits registries on the Internet. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(5, Duration.ofMillis(250), Duration.ofSeconds(3), Duration.ofSeconds(30));

  /**
   * Whether to attempt again after {@code tried} attempts, the last of which ended in a retryable
   * failure.
   */
  boolean allows(int tried, @Nullable Duration asked) {
    return tried < attempts && (asked == null || asked.compareTo(longestAsked) <= 0);
  }

  /**
   * The pause after {@code tried} attempts: what the registry asked for, else doubled each time and
   * varied a little.
   */
  Duration delay(int tried, @Nullable Duration asked, RandomGenerator random) {
    if (asked != null) {
      return asked;
    }
    double doubled = first.toNanos() * Math.pow(2, tried - 1.0);
    double varied =
        Math.min(doubled, (double) longest.toNanos()) * random.nextDouble(1 - JITTER, 1 + JITTER);
    return Duration.ofNanos((long) varied);
  }
}
