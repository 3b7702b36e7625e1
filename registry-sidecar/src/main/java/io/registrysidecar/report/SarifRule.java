package io.registrysidecar.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.schema.Cvss;
import io.registrysidecar.schema.FindingClass;
import io.registrysidecar.schema.FindingInfo;
import io.registrysidecar.schema.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeSet;

/** A SARIF rule: one problem, whatever components have it. */
final class SarifRule {

  private static final int MAX_LISTED = 10;

  private SarifRule() {}

  /**
   * The rule.
   *
   * @param id the identifier that results refer to
   * @param findings what was found of it; at least one
   */
  static ObjectNode of(String id, List<FindingInfo> findings) {
    FindingInfo worst =
        findings.stream().min(Comparator.comparing(FindingInfo::severity)).orElseThrow();
    String title = title(worst.kind()) + " " + id;
    ObjectNode rule = JsonText.object().put("id", id);
    rule.putObject("shortDescription").put("text", title);
    rule.putObject("fullDescription")
        .put(
            "text",
            title + " in " + joined(findings.stream().map(FindingInfo::component).toList()));
    rule.putObject("defaultConfiguration").put("level", level(worst.severity()));
    rule.putObject("help").put("text", help(title, worst, findings));
    ObjectNode properties = rule.putObject("properties");
    score(worst)
        .ifPresent(score ->
            properties.put("security-severity", String.format(Locale.ROOT, "%.1f", score)));
    properties.put("severity", worst.severity().word());
    properties
        .putArray("tags")
        .add("security")
        .add(worst.kind().word())
        .add(worst.severity().word());
    return rule;
  }

  static String level(Severity severity) {
    return switch (severity) {
      case CRITICAL, HIGH -> "error";
      case MEDIUM, UNKNOWN -> "warning";
      case LOW, NEGLIGIBLE -> "note";
    };
  }

  /** Ratify's verifier looks for a line {@code Severity: WORD}. */
  private static String help(String title, FindingInfo worst, List<FindingInfo> findings) {
    TreeSet<String> also = new TreeSet<>();
    findings.forEach(finding -> {
      also.add(finding.id());
      also.addAll(finding.aliases());
    });
    return title
        + "\nSeverity: "
        + worst.severity().word().toUpperCase(Locale.ROOT)
        + "\nAlso known as: "
        + String.join(", ", also)
        + "\nInstalled: "
        + joined(findings.stream().map(FindingInfo::installed).toList())
        + "\nFixed in: "
        + joined(findings.stream().map(FindingInfo::fixed).filter(Objects::nonNull).toList());
  }

  /**
   * A figure within the band of our severity: the CVSS score where both agree, else the middle of
   * the band.
   */
  private static OptionalDouble score(FindingInfo finding) {
    Cvss cvss = finding.cvss();
    double score = cvss == null ? -1 : cvss.score();
    return switch (finding.severity()) {
      case CRITICAL -> OptionalDouble.of(score >= 9.0 ? score : 9.5);
      case HIGH -> OptionalDouble.of(score >= 7.0 && score < 9.0 ? score : 8.0);
      case MEDIUM -> OptionalDouble.of(score >= 4.0 && score < 7.0 ? score : 5.5);
      case LOW -> OptionalDouble.of(score > 0.0 && score < 4.0 ? score : 2.0);
      case NEGLIGIBLE -> OptionalDouble.of(0.0);
      case UNKNOWN -> OptionalDouble.empty();
    };
  }

  private static String title(FindingClass kind) {
    return switch (kind) {
      case VULNERABILITY -> "Vulnerability";
      case MALWARE -> "Malware";
      case EOL -> "End of life";
    };
  }

  private static String joined(List<String> values) {
    List<String> distinct = values.stream().distinct().sorted().toList();
    if (distinct.isEmpty()) {
      return "no version known";
    }
    int more = distinct.size() - MAX_LISTED;
    return String.join(", ", distinct.subList(0, Math.min(MAX_LISTED, distinct.size())))
        + (more > 0 ? " and " + more + " more" : "");
  }
}
