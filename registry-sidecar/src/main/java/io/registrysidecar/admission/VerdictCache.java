package io.registrysidecar.admission;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.registrysidecar.store.ImageKey;
import java.time.Duration;
import java.util.function.Function;

/**
 * Remembers verdicts until it is heard that they have changed. What is not judged yet is not
 * remembered. The state is read once for all who ask for the same image at the same time; a change
 * that happens meanwhile waits for that and then removes it, so that nothing old stays.
 *
 * <p>For what changes without being heard of, such as by another process, nothing is remembered for
 * longer than {@link #LONGEST}.
 */
final class VerdictCache {

  static final Duration LONGEST = Duration.ofMinutes(5);

  private static final long MOST_BYTES = 16L << 20;

  private final Cache<ImageKey, Knowledge> known;
  private final Function<ImageKey, Knowledge> read;

  /** Remembers what {@code read} finds. */
  VerdictCache(Function<ImageKey, Knowledge> read, Ticker ticker) {
    this.read = read;
    this.known =
        Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher(VerdictCache::weight)
            .ticker(ticker)
            .executor(Thread::startVirtualThread)
            .expireAfter(Expiry.<ImageKey, Knowledge>creating((_, value) -> lifetime(value)))
            .build();
  }

  /** What is known of an image. */
  Knowledge of(ImageKey image) {
    return known.get(image, read);
  }

  /** Forgets what was known of an image. */
  void changed(ImageKey image) {
    known.invalidate(image);
  }

  private static int weight(ImageKey image, Knowledge value) {
    return 300 + (value instanceof Knowledge.Judged(KnownVerdict verdict) ? verdict.weight() : 0);
  }

  private static Duration lifetime(Knowledge value) {
    return value instanceof Knowledge.Judged ? LONGEST : Duration.ZERO;
  }
}
