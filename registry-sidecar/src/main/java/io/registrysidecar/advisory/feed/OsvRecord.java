package io.registrysidecar.advisory.feed;

import io.registrysidecar.advisory.PlatformScope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One advisory in OSV format, as far as matching needs it (OSV schema 1.0 to 1.8).
 *
 * @param id the publisher's identifier
 * @param published when it was published, or null when that is missing or no date
 * @param modified when it last changed, or null when that is missing or no date
 * @param withdrawn whether the publisher took it back
 * @param aliases other names of the same problem
 * @param upstream problems that this record derives from
 * @param related records that concern it in a looser way
 * @param severities ratings of the whole record
 * @param severityWord the publisher's own word, such as {@code HIGH}, or null
 * @param summary its headline, or empty
 * @param affected what it affects
 */
public record OsvRecord(
    String id,
    @Nullable Instant published,
    @Nullable Instant modified,
    boolean withdrawn,
    List<String> aliases,
    List<String> upstream,
    List<String> related,
    List<Rating> severities,
    @Nullable String severityWord,
    String summary,
    List<Affected> affected)
    implements FeedEntry {

  /** Copies the lists. */
  public OsvRecord {
    aliases = List.copyOf(aliases);
    upstream = List.copyOf(upstream);
    related = List.copyOf(related);
    severities = List.copyOf(severities);
    affected = List.copyOf(affected);
  }

  /**
   * A severity entry.
   *
   * @param type {@code CVSS_V2}, {@code CVSS_V3}, {@code CVSS_V4}, {@code Ubuntu} or whatever comes
   *     next
   * @param score a vector, or a word where {@code type} is a vendor's own scale
   */
  public record Rating(String type, String score) {}

  /**
   * An affected package.
   *
   * @param ecosystem with its release, such as {@code Debian:12}
   * @param name as published
   * @param ranges version ranges, without those in terms of git commits
   * @param customRanges Go's ranges for modules whose versions are not semantic
   * @param versions versions listed one by one
   * @param severities ratings that replace those of the record
   * @param urgency Debian's word, or null
   * @param status Ubuntu's word for the state of the fix, or null
   * @param lastKnownAffected GitHub's bound, such as {@code < 1.2.3} or {@code <= 1.2.3}, or null
   * @param informational RustSec's word for a record that is no vulnerability, or null
   * @param binaries SUSE's fixed version of each package built from this one; for others empty
   * @param repository Amazon's repository that it is in, or null
   * @param scope the platforms that it is affected on
   */
  public record Affected(
      String ecosystem,
      String name,
      List<Range> ranges,
      List<Range> customRanges,
      List<String> versions,
      List<Rating> severities,
      @Nullable String urgency,
      @Nullable String status,
      @Nullable String lastKnownAffected,
      @Nullable String informational,
      Map<String, String> binaries,
      @Nullable String repository,
      PlatformScope scope) {

    /** Copies the lists. */
    public Affected {
      ranges = List.copyOf(ranges);
      customRanges = List.copyOf(customRanges);
      versions = List.copyOf(versions);
      severities = List.copyOf(severities);
      binaries = Map.copyOf(binaries);
    }

    /** Every version before that one is affected, on all platforms; nothing else is said. */
    static Affected before(String fixed, String ecosystem, String name) {
      return new Affected(
          ecosystem,
          name,
          List.of(new Range(List.of(new Event("introduced", "0"), new Event("fixed", fixed)))),
          List.of(),
          List.of(),
          List.of(),
          null,
          null,
          null,
          null,
          Map.of(),
          null,
          PlatformScope.EVERYWHERE);
    }

    /** The same, on these platforms only. */
    Affected on(PlatformScope otherScope) {
      return new Affected(
          ecosystem,
          name,
          ranges,
          customRanges,
          versions,
          severities,
          urgency,
          status,
          lastKnownAffected,
          informational,
          binaries,
          repository,
          otherScope);
    }

    /** The same said of another package and other versions. */
    public Affected of(String otherName, List<Range> otherRanges) {
      return new Affected(
          ecosystem,
          otherName,
          otherRanges,
          customRanges,
          versions,
          severities,
          urgency,
          status,
          lastKnownAffected,
          informational,
          Map.of(),
          repository,
          scope);
    }
  }

  /**
   * One range of versions.
   *
   * @param events in published order
   */
  public record Range(List<Event> events) {
    /** Copies the events. */
    public Range {
      events = List.copyOf(events);
    }
  }

  /**
   * Where a range begins or ends.
   *
   * @param kind {@code introduced}, {@code fixed} or {@code last_affected}
   * @param version the version there
   */
  public record Event(String kind, String version) {}
}
