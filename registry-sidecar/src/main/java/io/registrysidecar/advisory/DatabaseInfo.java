package io.registrysidecar.advisory;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an advisory database says of itself.
 *
 * @param version derived from the content: equal records give equal versions, whenever and from
 *     whatever files they were imported
 * @param newestRecord when the youngest record was last changed, or null when no record says so;
 *     dates in the future of the import do not count
 * @param builtAt when it was imported
 * @param sample whether it is the sample that ships with the program
 * @param records how many advisories there are
 * @param feeds where they come from, by name
 * @param rows how many affected packages each ecosystem has, with its release: {@code Debian:12}
 */
public record DatabaseInfo(
    String version,
    @Nullable Instant newestRecord,
    Instant builtAt,
    boolean sample,
    int records,
    List<Feed> feeds,
    NavigableMap<String, Integer> rows) {

  /** Copies list and map. */
  public DatabaseInfo {
    feeds = List.copyOf(feeds);
    rows = Collections.unmodifiableNavigableMap(new TreeMap<>(rows));
  }

  /**
   * One publisher's part.
   *
   * @param name such as {@code Debian} or {@code GHSA}; a finding names it as its source
   * @param records how many advisories came from it
   * @param newestRecord as above, for this publisher
   */
  public record Feed(String name, int records, @Nullable Instant newestRecord) {}
}
