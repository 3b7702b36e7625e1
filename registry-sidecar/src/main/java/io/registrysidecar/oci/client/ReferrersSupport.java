package io.registrysidecar.oci.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.registrysidecar.oci.RepositoryName;
import java.time.Duration;

/**
 * What is known of how the repositories of a registry keep referrers. Forgotten after some hours,
 * so that an upgraded registry is noticed.
 */
final class ReferrersSupport {

  private static final Duration REMEMBERED = Duration.ofHours(6);
  private static final int MOST_REPOSITORIES = 100_000;

  /** How a repository keeps referrers. */
  enum State {
    /** Not known. */
    UNKNOWN,
    /** By the referrers API. */
    NATIVE,
    /** Under a tag. */
    FALLBACK
  }

  private final Cache<RepositoryName, State> states;

  ReferrersSupport(Ticker ticker) {
    this.states =
        Caffeine.newBuilder()
            .maximumSize(MOST_REPOSITORIES)
            .expireAfterWrite(REMEMBERED)
            .ticker(ticker)
            .build();
  }

  State of(RepositoryName repository) {
    State state = states.getIfPresent(repository);
    return state == null ? State.UNKNOWN : state;
  }

  void learned(RepositoryName repository, State state) {
    states.put(repository, state);
  }

  /**
   * A repository that had the API answered as if it had not: one of the two was about the subject,
   * so nothing is known.
   */
  void learnedNoApi(RepositoryName repository) {
    if (of(repository) == State.NATIVE) {
      states.invalidate(repository);
    } else {
      learned(repository, State.FALLBACK);
    }
  }
}
