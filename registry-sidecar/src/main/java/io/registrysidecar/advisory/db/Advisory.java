package io.registrysidecar.advisory.db;

import io.registrysidecar.advisory.Finding.Cvss;
import io.registrysidecar.advisory.Severity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One advisory, as far as a finding needs it.
 *
 * @param id the publisher's identifier
 * @param aliases other identifiers of exactly this problem
 * @param covers the problems, as CVE identifiers, that this advisory is about, if it is not itself
 *     named for its problem; several when one update fixes several
 * @param source the publisher
 * @param malware whether the package itself is malicious
 * @param severity in the publisher's own words, or null
 * @param cvss the rating of its newest CVSS version, or null
 * @param published when it was published, to the second; null when the publisher does not say
 */
public record Advisory(
    String id,
    List<String> aliases,
    List<String> covers,
    String source,
    boolean malware,
    @Nullable Severity severity,
    @Nullable Cvss cvss,
    @Nullable Instant published) {

  /** Copies the lists. */
  public Advisory {
    aliases = List.copyOf(aliases);
    covers = List.copyOf(covers);
  }
}
