package io.registrysidecar.scan;

import io.registrysidecar.schema.FindingInfo;
import io.registrysidecar.schema.Report;
import io.registrysidecar.store.Sighting;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Writes into reports since when their findings are known. */
final class FirstSight {

  private FirstSight() {}

  /**
   * The report with times.
   *
   * @param times tells since when problems are known; those that are not are left out
   */
  static Report in(Report report, Function<Collection<Sighting>, Map<Sighting, Instant>> times) {
    if (report.findings().isEmpty()) {
      return report;
    }
    Set<Sighting> found = new LinkedHashSet<>();
    report.findings().forEach(finding -> found.add(of(finding)));
    Map<Sighting, Instant> known = times.apply(found);
    List<FindingInfo> dated =
        report.findings().stream().map(finding -> finding.seen(known.get(of(finding)))).toList();
    return report.withFindings(dated);
  }

  /** The same for each version of the package, and by whichever advisory. */
  static Sighting of(FindingInfo finding) {
    return new Sighting(
        packageOf(finding.component()),
        Stream.concat(Stream.of(finding.id()), finding.aliases().stream())
            .filter(id -> id.startsWith("CVE-"))
            .min(String::compareTo)
            .orElse(finding.id()));
  }

  /** What stands before version, qualifiers and subpath: a name has none of these characters. */
  private static String packageOf(String purl) {
    for (int i = 0; i < purl.length(); i++) {
      if (purl.charAt(i) == '@' || purl.charAt(i) == '?' || purl.charAt(i) == '#') {
        return purl.substring(0, i);
      }
    }
    return purl;
  }
}
