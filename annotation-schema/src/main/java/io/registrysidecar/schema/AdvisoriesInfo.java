package io.registrysidecar.schema;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was known about vulnerabilities when the report was made.
 *
 * @param version names the content of the advisory database, equal for equal content; null when
 *     there was no database; at most 128 characters
 * @param newestRecord when the newest advisory in it was last changed, or null when unknown
 * @param feeds what the database was made from, sorted by name
 */
public record AdvisoriesInfo(
    @Nullable String version, @Nullable Instant newestRecord, List<FeedInfo> feeds) {

  /** Checks the length of the version, which bounds the annotations, and copies the feeds. */
  public AdvisoriesInfo {
    if (version != null) {
      Require.text("advisories version", version, 128);
    }
    feeds = List.copyOf(feeds);
  }

  /** Where no advisory database was loaded. */
  public static AdvisoriesInfo none() {
    return new AdvisoriesInfo(null, null, List.of());
  }
}
