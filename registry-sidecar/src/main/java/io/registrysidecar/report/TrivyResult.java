package io.registrysidecar.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.schema.ComponentInfo;
import io.registrysidecar.schema.Cvss;
import io.registrysidecar.schema.FindingClass;
import io.registrysidecar.schema.FindingInfo;
import io.registrysidecar.schema.FindingStatus;
import io.registrysidecar.schema.OsInfo;
import io.registrysidecar.schema.Report;
import io.registrysidecar.schema.Severity;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A report in the shape of Trivy's JSON report, schema version 2: what policies expect to find as
 * the result in an attestation of vulnerabilities.
 *
 * <p>Only findings are in it. Suppressed ones are not among the vulnerabilities, but beside them,
 * each with the reason, as that format has it. The end of a release is a mark of the distribution
 * there, not a finding. Which members there are, and their words, follow that format; what it has
 * no word for is left out.
 */
final class TrivyResult {

  private static final Map<String, String> LANGUAGES =
      Map.of(
          "npm", "node-pkg",
          "pypi", "python-pkg",
          "maven", "jar",
          "golang", "gobinary",
          "cargo", "rustbinary",
          "gem", "gemspec",
          "composer", "composer-vendor",
          "nuget", "dotnet-core");

  /** Verifiers refuse large attestations; the report has all of them. */
  private static final int MOST_SUPPRESSED = 1000;

  private final Report report;
  private final ImageName name;
  private final Map<String, ComponentInfo> components = new HashMap<>();

  private TrivyResult(Report report) {
    this.report = report;
    this.name = new ImageName(report.image());
    report.components().forEach(component -> components.put(component.purl(), component));
  }

  static void write(Report report, JsonGenerator json) throws IOException {
    new TrivyResult(report).write(json);
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("SchemaVersion", 2);
    json.writeStringField("CreatedAt", report.scan().finishedAt().toString());
    json.writeStringField("ArtifactName", name.reference());
    json.writeStringField("ArtifactType", "container_image");
    json.writeFieldName("Metadata");
    json.writeTree(metadata());
    json.writeArrayFieldStart("Results");
    for (Map.Entry<Target, List<FindingInfo>> group : byTarget().entrySet()) {
      write(group.getKey(), group.getValue(), json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private ObjectNode metadata() {
    ObjectNode metadata = JsonText.object();
    OsInfo os = report.os();
    if (os != null) {
      ObjectNode json = metadata.putObject("OS").put("Family", os.id()).put("Name", os.version());
      LocalDate end = os.endOfLife();
      if (end != null
          && end.isBefore(LocalDate.ofInstant(report.scan().finishedAt(), ZoneOffset.UTC))) {
        json.put("EOSL", true);
      }
    }
    ArrayNode tags = metadata.putArray("RepoTags");
    report.image().tags().forEach(tag -> tags.add(report.image().repository() + ":" + tag));
    metadata.putArray("RepoDigests").add(name.reference());
    return metadata;
  }

  private Map<Target, List<FindingInfo>> byTarget() {
    Map<Target, List<FindingInfo>> targets = new TreeMap<>();
    for (FindingInfo finding : report.findings()) {
      if (finding.kind() != FindingClass.EOL) {
        targets.computeIfAbsent(target(finding), t -> new ArrayList<>()).add(finding);
      }
    }
    return targets;
  }

  private Target target(FindingInfo finding) {
    String type = finding.component().substring("pkg:".length()).split("/", 2)[0];
    String language = LANGUAGES.get(type);
    OsInfo os = report.os();
    if (language != null || os == null) {
      return new Target("lang-pkgs", language == null ? type : language, type);
    }
    return new Target(
        "os-pkgs", os.id(), name.reference() + " (" + os.id() + " " + os.version() + ")");
  }

  private void write(Target target, List<FindingInfo> findings, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("Target", target.name());
    json.writeStringField("Class", target.kind());
    json.writeStringField("Type", target.type());
    json.writeArrayFieldStart("Vulnerabilities");
    for (FindingInfo finding : findings) {
      if (finding.status() != FindingStatus.SUPPRESSED) {
        json.writeTree(vulnerability(finding));
      }
    }
    json.writeEndArray();
    suppressed(findings, json);
    json.writeEndObject();
  }

  private void suppressed(List<FindingInfo> findings, JsonGenerator json) throws IOException {
    List<FindingInfo> some =
        findings.stream()
            .filter(finding -> finding.status() == FindingStatus.SUPPRESSED)
            .limit(MOST_SUPPRESSED)
            .toList();
    if (some.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("ExperimentalModifiedFindings");
    for (FindingInfo finding : some) {
      ObjectNode modified = JsonText.object().put("Type", "vulnerability").put("Status", "ignored");
      modified.put("Statement", finding.reason()).put("Source", report.scan().scanner().name());
      modified.set("Finding", vulnerability(finding));
      json.writeTree(modified);
    }
    json.writeEndArray();
  }

  private ObjectNode vulnerability(FindingInfo finding) {
    ObjectNode json = JsonText.object().put("VulnerabilityID", Findings.commonId(finding));
    json.put("PkgName", PurlName.of(finding.component()));
    json.putObject("PkgIdentifier").put("PURL", finding.component());
    json.put("InstalledVersion", finding.installed());
    if (finding.fixed() != null) {
      json.put("FixedVersion", finding.fixed());
    }
    json.put("Status", status(finding.status()));
    ComponentInfo component = components.get(finding.component());
    if (component != null) {
      json.putObject("Layer").put("Digest", component.layer());
    }
    json.put("Severity", severity(finding.severity()));
    cvss(json, finding.cvss());
    List<String> others = otherIds(finding);
    if (!others.isEmpty()) {
      ArrayNode ids = json.putArray("VendorIDs");
      others.forEach(ids::add);
    }
    return json;
  }

  private static List<String> otherIds(FindingInfo finding) {
    String common = Findings.commonId(finding);
    return Stream.concat(Stream.of(finding.id()), finding.aliases().stream())
        .filter(id -> !id.equals(common))
        .distinct()
        .toList();
  }

  private static void cvss(ObjectNode json, @Nullable Cvss cvss) {
    if (cvss == null) {
      return;
    }
    String key = "V" + cvss.version().charAt(0);
    json.putObject("CVSS")
        .putObject("vendor")
        .put(key + "Vector", cvss.vector())
        .put(key + "Score", cvss.score());
  }

  private static String status(FindingStatus status) {
    return switch (status) {
      case FIXED_AVAILABLE -> "fixed";
      case WILL_NOT_FIX -> "will_not_fix";
      case DEFERRED -> "fix_deferred";
      case UNDER_INVESTIGATION -> "under_investigation";
      case AFFECTED, SUPPRESSED -> "affected";
    };
  }

  /** There is no word for what does not matter in practice. */
  private static String severity(Severity severity) {
    return severity == Severity.NEGLIGIBLE ? "LOW" : severity.word().toUpperCase(Locale.ROOT);
  }

  /**
   * A group of findings: those of the distribution's packages, or those of one kind of language
   * package.
   */
  private record Target(String kind, String type, String name) implements Comparable<Target> {

    @Override
    public int compareTo(Target other) {
      int order = other.kind.compareTo(kind); // os-pkgs first
      return order != 0 ? order : type.compareTo(other.type);
    }
  }
}
