package io.registrysidecar.advisory;

import io.registrysidecar.inventory.Component;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One known problem of one component, however many advisories describe it.
 *
 * @param id the preferred identifier: the distribution's own, else GHSA, else CVE, else as
 *     published
 * @param aliases the other identifiers of the same problem, sorted
 * @param severity how bad
 * @param severitySource who said so, such as {@code GitHub} or {@code CVSS:3.1 vector of GHSA-…}
 * @param kind vulnerability, malware or end of life
 * @param component what is affected
 * @param fixed the lowest version that is not affected, or null when there is none yet
 * @param status what is done about it
 * @param cvss vector and score that the severity rests on, or null
 * @param epss how likely it is exploited, or null when not known
 * @param kev that it is exploited in the wild, or null when that is not known
 * @param published when the first of the advisories about it was published, or null when none says
 * @param source the feed, such as {@code Debian} or {@code GHSA}
 * @param reason one sentence: why this version is affected
 * @param upgrade the lowest version of the component that repairs everything about it that can be
 *     repaired, and brings nothing new; the same in all its findings; null when there is none
 */
public record Finding(
    String id,
    List<String> aliases,
    Severity severity,
    String severitySource,
    Kind kind,
    Component component,
    @Nullable String fixed,
    Status status,
    @Nullable Cvss cvss,
    @Nullable Epss epss,
    @Nullable Kev kev,
    @Nullable Instant published,
    String source,
    String reason,
    @Nullable String upgrade) {

  /** Copies the aliases. */
  public Finding {
    aliases = List.copyOf(aliases);
  }

  /** A finding of which nothing is known about exploitation, publication or upgrades. */
  public Finding(
      String id,
      List<String> aliases,
      Severity severity,
      String severitySource,
      Kind kind,
      Component component,
      @Nullable String fixed,
      Status status,
      @Nullable Cvss cvss,
      String source,
      String reason) {
    this(
        id,
        aliases,
        severity,
        severitySource,
        kind,
        component,
        fixed,
        status,
        cvss,
        null,
        null,
        null,
        source,
        reason,
        null);
  }

  /** The same, but that something else decides what becomes of it. */
  public Finding judged(Status otherStatus, String otherReason) {
    return new Finding(
        id,
        aliases,
        severity,
        severitySource,
        kind,
        component,
        fixed,
        otherStatus,
        cvss,
        epss,
        kev,
        published,
        source,
        otherReason,
        upgrade);
  }

  /** The same of another component that has the same versions of the same packages. */
  public Finding about(Component other) {
    return new Finding(
        id,
        aliases,
        severity,
        severitySource,
        kind,
        other,
        fixed,
        status,
        cvss,
        epss,
        kev,
        published,
        source,
        reason,
        upgrade);
  }

  /** What kind of problem. */
  public enum Kind {
    VULNERABILITY,
    MALWARE,
    EOL
  }

  /** What the vendor does about it. */
  public enum Status {
    AFFECTED,
    FIXED_AVAILABLE,
    WILL_NOT_FIX,
    DEFERRED,
    UNDER_INVESTIGATION,
    END_OF_LIFE,
    SUPPRESSED
  }

  /**
   * A CVSS rating.
   *
   * @param version {@code 2.0}, {@code 3.0}, {@code 3.1} or {@code 4.0}
   * @param vector the vector string
   * @param score the base score, 0.0 to 10.0, exact to one decimal
   */
  public record Cvss(String version, String vector, double score) {}

  /**
   * How likely a vulnerability is exploited in the next thirty days, as FIRST estimates it.
   *
   * @param score probability, 0 to 1
   * @param percentile share of vulnerabilities with the same or a lower score, 0 to 1
   * @param date day of the estimate
   */
  public record Epss(double score, double percentile, LocalDate date) {}

  /**
   * Says that a vulnerability is exploited in the wild.
   *
   * @param added day it entered CISA's catalogue
   * @param due day by which the catalogue asks for a fix, or null
   * @param ransomware whether ransomware is known to use it
   */
  public record Kev(LocalDate added, @Nullable LocalDate due, boolean ransomware) {}
}
