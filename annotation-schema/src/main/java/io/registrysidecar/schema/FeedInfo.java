package io.registrysidecar.schema;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One source of advisories.
 *
 * @param name for example {@code Debian} or {@code Maven}
 * @param records how many advisories it holds
 * @param newestRecord when its newest advisory was last changed, or null when the feed does not say
 */
public record FeedInfo(String name, long records, @Nullable Instant newestRecord) {

  /** Checks that the count is one. */
  public FeedInfo {
    Require.text("feed name", name);
    Require.count("records", records);
  }
}
