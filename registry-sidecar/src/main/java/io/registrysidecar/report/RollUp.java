package io.registrysidecar.report;

import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.schema.AdvisoriesInfo;
import io.registrysidecar.schema.Coverage;
import io.registrysidecar.schema.CoverageStatement;
import io.registrysidecar.schema.CoverageStatus;
import io.registrysidecar.schema.FindingInfo;
import io.registrysidecar.schema.FindingStatus;
import io.registrysidecar.schema.PlatformInfo;
import io.registrysidecar.schema.Report;
import io.registrysidecar.schema.ScanInfo;
import io.registrysidecar.schema.Summary;
import io.registrysidecar.schema.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Makes the report of an index from those of its platforms. A finding that several platforms share
 * is there once and names them, and counts once. Pure, and the order of platforms matters only for
 * the order of {@code platforms}.
 */
public final class RollUp {

  private RollUp() {}

  /**
   * The report of an index.
   *
   * @param index the index: no platform, no layers
   * @param scan when and by whom the platforms were scanned
   * @param advisories what was known about vulnerabilities
   * @param platforms its runnable platforms, in its order
   * @param notes what else of the index was not covered
   */
  public static Report of(
      ImageFacts index,
      ScanInfo scan,
      AdvisoriesInfo advisories,
      List<PlatformResult> platforms,
      List<CoverageNote> notes) {
    List<FindingInfo> findings = findings(platforms);
    return new Report(
        Report.SCHEMA_VERSION,
        ReportAssembler.image(index),
        scan,
        advisories,
        coverage(platforms, notes),
        null,
        null,
        List.of(),
        List.of(),
        findings,
        List.of(),
        List.of(),
        Map.of(),
        null,
        Verdict.noPolicy(),
        Summary.of(findings),
        platforms.stream().map(RollUp::info).toList());
  }

  private static PlatformInfo info(PlatformResult platform) {
    return switch (platform) {
      case PlatformResult.Scanned(Report report) ->
          new PlatformInfo(
              name(report),
              Objects.requireNonNull(report.image().digest()),
              report.coverage().status(),
              report.summary());
      case PlatformResult.NotScanned(var name, var digest, _) ->
          new PlatformInfo(name.toString(), digest.toString(), CoverageStatus.NONE, null);
    };
  }

  private static List<FindingInfo> findings(List<PlatformResult> platforms) {
    Map<Identity, List<FindingInfo>> same = new LinkedHashMap<>();
    for (Report report : reports(platforms)) {
      for (FindingInfo finding : report.findings()) {
        FindingInfo here = onPlatforms(finding, List.of(name(report)));
        same.computeIfAbsent(Identity.of(here), _ -> new ArrayList<>()).add(here);
      }
    }
    return same.values().stream().map(RollUp::merged).sorted(Findings.WORST_FIRST).toList();
  }

  /** One finding for all of them: as bad as the worst, and counted if any of them counts. */
  private static FindingInfo merged(List<FindingInfo> same) {
    FindingInfo worst =
        same.stream()
            .min(
                Comparator.comparing((FindingInfo f) -> f.status() == FindingStatus.SUPPRESSED)
                    .thenComparing(FindingInfo::severity))
            .orElseThrow();
    return onPlatforms(
        worst, same.stream().flatMap(f -> f.platforms().stream()).distinct().sorted().toList());
  }

  private static FindingInfo onPlatforms(FindingInfo finding, List<String> platforms) {
    return new FindingInfo(
        finding.id(),
        finding.aliases(),
        finding.severity(),
        finding.kind(),
        withoutArchitecture(finding.component()),
        finding.installed(),
        finding.fixed(),
        finding.status(),
        finding.cvss(),
        finding.epss(),
        finding.kev(),
        finding.published(),
        finding.firstSeen(),
        finding.source(),
        finding.reason(),
        finding.severitySource(),
        finding.priority(),
        finding.base(),
        finding.fixedByBase(),
        platforms);
  }

  /** The same package of another architecture is the same package. */
  static String withoutArchitecture(String purl) {
    int start = purl.indexOf('?');
    if (start < 0) {
      return purl;
    }
    int end = purl.indexOf('#', start) < 0 ? purl.length() : purl.indexOf('#', start);
    String kept =
        Arrays.stream(purl.substring(start + 1, end).split("&", -1))
            .filter(qualifier -> !qualifier.startsWith("arch="))
            .collect(Collectors.joining("&"));
    return purl.substring(0, start) + (kept.isEmpty() ? "" : "?" + kept) + purl.substring(end);
  }

  private static Coverage coverage(List<PlatformResult> platforms, List<CoverageNote> notes) {
    List<CoverageStatement> statements =
        new ArrayList<>(notes.stream().map(CoverageRules::statement).toList());
    Map<CoverageStatement, List<String>> shared = new LinkedHashMap<>();
    for (PlatformResult platform : platforms) {
      switch (platform) {
        case PlatformResult.Scanned(Report report) ->
            report
                .coverage()
                .statements()
                .forEach(
                    gap -> shared.computeIfAbsent(gap, _ -> new ArrayList<>()).add(name(report)));
        case PlatformResult.NotScanned(var name, _, String reason) ->
            statements.add(
                CoverageRules.statement(
                    CoverageNote.of("platform-not-scanned", name + " was not scanned: " + reason)));
      }
    }
    shared.forEach((gap, names) -> statements.add(of(names, gap)));
    if (platforms.isEmpty() && statements.isEmpty()) {
      statements.add(
          CoverageRules.statement(
              CoverageNote.of(
                  "no-platforms", "The index has no runnable platform, so nothing was scanned.")));
    }
    return new Coverage(status(platforms, statements), CoverageRules.bounded(statements));
  }

  private static CoverageStatement of(List<String> names, CoverageStatement gap) {
    return new CoverageStatement(
        gap.code(), String.join(", ", names) + ": " + gap.message(), gap.layer(), gap.path());
  }

  private static CoverageStatus status(
      List<PlatformResult> platforms, List<CoverageStatement> statements) {
    List<CoverageStatus> all = platforms.stream().map(p -> info(p).coverage()).distinct().toList();
    if (all.stream().allMatch(status -> status == CoverageStatus.NONE)) {
      return CoverageStatus.NONE;
    }
    return all.equals(List.of(CoverageStatus.COMPLETE)) && statements.isEmpty()
        ? CoverageStatus.COMPLETE
        : CoverageStatus.PARTIAL;
  }

  private static List<Report> reports(List<PlatformResult> platforms) {
    return platforms.stream()
        .<Report>mapMulti((platform, found) -> {
          if (platform instanceof PlatformResult.Scanned(Report report)) {
            found.accept(report);
          }
        })
        .toList();
  }

  private static String name(Report report) {
    return Objects.requireNonNull(report.image().platform());
  }

  private record Identity(String id, String component, String installed) {
    static Identity of(FindingInfo finding) {
      return new Identity(finding.id(), finding.component(), finding.installed());
    }
  }
}
