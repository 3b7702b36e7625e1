package io.registrysidecar.advisory;

import io.registrysidecar.inventory.Component;
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
 * @param source the feed, such as {@code Debian} or {@code GHSA}
 * @param reason one sentence: why this version is affected
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
    String source,
    String reason) {

  /** Copies the aliases. */
  public Finding {
    aliases = List.copyOf(aliases);
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
}
