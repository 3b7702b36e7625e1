package io.registrysidecar.report;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.schema.Cvss;
import io.registrysidecar.schema.Epss;
import io.registrysidecar.schema.FindingClass;
import io.registrysidecar.schema.FindingInfo;
import io.registrysidecar.schema.FindingStatus;
import io.registrysidecar.schema.Kev;
import io.registrysidecar.schema.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Findings as reports hold them. */
final class Findings {

  /** Severity, then component, then identifier. */
  static final Comparator<FindingInfo> WORST_FIRST =
      Comparator.comparing(FindingInfo::severity)
          .thenComparing(FindingInfo::component)
          .thenComparing(FindingInfo::id)
          .thenComparing(FindingInfo::installed);

  /** The highest priority of what only headers have; docs/priority.md. */
  private static final int HEADERS_ONLY = 5;

  private Findings() {}

  /**
   * The finding as reports hold it.
   *
   * @param blame tells what came with the base image
   * @param headersOnly whether its component is nothing but headers of a kernel that is not there
   */
  static FindingInfo info(Finding finding, Blame blame, boolean headersOnly) {
    return new FindingInfo(
        finding.id(),
        finding.aliases(),
        severity(finding.severity()),
        kind(finding.kind()),
        finding.component().purl(),
        finding.component().version(),
        finding.fixed(),
        status(finding),
        cvss(finding.cvss()),
        epss(finding.epss()),
        kev(finding.kev()),
        finding.published(),
        null,
        finding.source(),
        reason(finding, headersOnly),
        finding.severitySource(),
        headersOnly ? Math.min(Priority.of(finding), HEADERS_ONLY) : Priority.of(finding),
        blame.isOfBase(finding.component().layer()),
        blame.fixedBy(finding),
        List.of());
  }

  private static String reason(Finding finding, boolean headersOnly) {
    return finding.reason()
        + " Severity by "
        + finding.severitySource()
        + "."
        + (headersOnly ? " Only headers of the kernel are installed, and no kernel." : "");
  }

  /** The identifier that most people search for: the CVE when there is one. */
  static String commonId(FindingInfo finding) {
    return Stream.concat(Stream.of(finding.id()), finding.aliases().stream())
        .filter(id -> id.startsWith("CVE-"))
        .findFirst()
        .orElse(finding.id());
  }

  private static Severity severity(io.registrysidecar.advisory.Severity severity) {
    return switch (severity) {
      case CRITICAL -> Severity.CRITICAL;
      case HIGH -> Severity.HIGH;
      case MEDIUM -> Severity.MEDIUM;
      case LOW -> Severity.LOW;
      case NEGLIGIBLE -> Severity.NEGLIGIBLE;
      case UNKNOWN -> Severity.UNKNOWN;
    };
  }

  private static FindingClass kind(Finding.Kind kind) {
    return switch (kind) {
      case VULNERABILITY -> FindingClass.VULNERABILITY;
      case MALWARE -> FindingClass.MALWARE;
      case EOL -> FindingClass.EOL;
    };
  }

  /**
   * A fix that nobody can name is no fix that anybody can install; what has ended will not be fixed
   * either, and the reason says so.
   */
  private static FindingStatus status(Finding finding) {
    return switch (finding.status()) {
      case AFFECTED -> FindingStatus.AFFECTED;
      case FIXED_AVAILABLE ->
          finding.fixed() == null ? FindingStatus.AFFECTED : FindingStatus.FIXED_AVAILABLE;
      case WILL_NOT_FIX, END_OF_LIFE -> FindingStatus.WILL_NOT_FIX;
      case DEFERRED -> FindingStatus.DEFERRED;
      case UNDER_INVESTIGATION -> FindingStatus.UNDER_INVESTIGATION;
      case SUPPRESSED -> FindingStatus.SUPPRESSED;
    };
  }

  private static @Nullable Epss epss(Finding.@Nullable Epss epss) {
    return epss == null ? null : new Epss(epss.score(), epss.percentile(), epss.date());
  }

  private static @Nullable Kev kev(Finding.@Nullable Kev kev) {
    return kev == null ? null : new Kev(kev.added(), kev.due(), kev.ransomware());
  }

  private static @Nullable Cvss cvss(Finding.@Nullable Cvss cvss) {
    return cvss == null ? null : new Cvss(cvss.version(), cvss.vector(), cvss.score());
  }
}
