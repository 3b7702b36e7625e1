package io.registrysidecar.advisory.db;

import io.registrysidecar.advisory.Finding.Cvss;
import io.registrysidecar.advisory.Severity;
import java.time.Instant;
import java.util.ArrayList;
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
 * @param links what else its database knows of the problem; null when it is not as its database has
 *     it
 */
public record Advisory(
    String id,
    List<String> aliases,
    List<String> covers,
    String source,
    boolean malware,
    @Nullable Severity severity,
    @Nullable Cvss cvss,
    @Nullable Instant published,
    @Nullable Links links) {

  /** Copies the lists. */
  public Advisory {
    aliases = List.copyOf(aliases);
    covers = List.copyOf(covers);
  }

  /** An advisory that is not from a database. */
  public Advisory(
      String id,
      List<String> aliases,
      List<String> covers,
      String source,
      boolean malware,
      @Nullable Severity severity,
      @Nullable Cvss cvss,
      @Nullable Instant published) {
    this(id, aliases, covers, source, malware, severity, cvss, published, null);
  }

  /** All names of the problems that it is about, its own identifier among them. */
  public List<String> names() {
    List<String> names = new ArrayList<>(aliases.size() + covers.size() + 1);
    names.addAll(aliases);
    names.addAll(covers);
    names.add(id);
    return names;
  }
}
