package io.registrysidecar.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One known problem of one component, however many advisories describe it.
 *
 * @param id preferred identifier: the distribution's own, else GHSA, else CVE, else as published
 * @param aliases other identifiers of the same problem
 * @param severity how bad
 * @param kind vulnerability, malware or end of life; {@code class} in JSON
 * @param component package URL of what is affected; in a roll-up without its {@code arch} qualifier
 * @param installed the installed version
 * @param fixed lowest version that is not affected, or null when none is known
 * @param status what can be done about it
 * @param cvss the rating that the severity rests on, or null
 * @param epss likelihood of exploitation, or null when not known
 * @param kev exploitation seen in the wild, or null when not known
 * @param published when the first of the advisories about it was published, or null when not known
 * @param firstSeen when whoever scanned it found it first in this repository, in any image there
 *     and any version of the package, or null when no account is kept
 * @param source the advisory feed that says so
 * @param reason why this version is affected, for people
 * @param severitySource who says how bad it is: a publisher, or the vector that it was computed
 *     from; null when the report does not say
 * @param priority what to look at first, 0 to 100, higher first; null when the report does not say
 * @param base whether a layer of the base image brought the component in, or null when the base is
 *     not known
 * @param fixedByBase the newer base image that does not have the problem, or null when none is
 *     known
 * @param platforms in a roll-up, the platforms that have it; empty elsewhere, and then absent in
 *     JSON
 */
public record FindingInfo(
    String id,
    List<String> aliases,
    Severity severity,
    @JsonProperty("class") FindingClass kind,
    String component,
    String installed,
    @Nullable String fixed,
    FindingStatus status,
    @Nullable Cvss cvss,
    @Nullable Epss epss,
    @Nullable Kev kev,
    @Nullable Instant published,
    @Nullable Instant firstSeen,
    String source,
    String reason,
    @Nullable String severitySource,
    @Nullable Integer priority,
    @Nullable Boolean base,
    @Nullable String fixedByBase,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> platforms) {

  /** Checks that it names a problem and a component, and copies the lists. */
  public FindingInfo {
    Require.text("finding id", id);
    Require.purl("finding component", component);
    if (status == FindingStatus.FIXED_AVAILABLE && fixed == null) {
      throw new IllegalArgumentException(
          "finding " + id + " of " + component + " has a fix available but no fixed version");
    }
    if (priority != null) {
      Require.between("finding priority", priority, 0, 100);
    }
    aliases = List.copyOf(aliases);
    platforms = List.copyOf(platforms);
  }

  /** A finding of a report that says neither who rated it nor what to look at first. */
  public FindingInfo(
      String id,
      List<String> aliases,
      Severity severity,
      FindingClass kind,
      String component,
      String installed,
      @Nullable String fixed,
      FindingStatus status,
      @Nullable Cvss cvss,
      @Nullable Epss epss,
      @Nullable Kev kev,
      String source,
      String reason,
      List<String> platforms) {
    this(
        id, aliases, severity, kind, component, installed, fixed, status, cvss, epss, kev, null,
        null, source, reason, null, null, null, null, platforms);
  }

  /** The same, with the time at which it was first found. */
  public FindingInfo seen(@Nullable Instant first) {
    return new FindingInfo(
        id,
        aliases,
        severity,
        kind,
        component,
        installed,
        fixed,
        status,
        cvss,
        epss,
        kev,
        published,
        first,
        source,
        reason,
        severitySource,
        priority,
        base,
        fixedByBase,
        platforms);
  }
}
