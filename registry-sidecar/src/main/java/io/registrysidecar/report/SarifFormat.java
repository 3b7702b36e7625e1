package io.registrysidecar.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.schema.ComponentInfo;
import io.registrysidecar.schema.FindingInfo;
import io.registrysidecar.schema.MediaTypes;
import io.registrysidecar.schema.Report;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The findings: SARIF 2.1.0.
 *
 * <p>A rule is a CVE (or, where there is none, the advisory), because that is what Ratify's deny
 * list and code scanning pages compare; a result is one finding. There is no time in it, so that
 * its digest stays when nothing new is found.
 */
final class SarifFormat implements ReportFormat {

  @Override
  public String name() {
    return "sarif";
  }

  @Override
  public String mediaType() {
    return MediaTypes.SARIF;
  }

  @Override
  public byte[] render(Report report, Style style) {
    return JsonText.bytes(json -> write(report, json), style);
  }

  private static void write(Report report, JsonGenerator json) throws IOException {
    ImageName image = new ImageName(report.image());
    json.writeStartObject();
    json.writeStringField("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    json.writeStringField("version", "2.1.0");
    json.writeArrayFieldStart("runs");
    json.writeStartObject();
    Map<String, Integer> rules = writeTool(report, json);
    json.writeArrayFieldStart("invocations");
    json.writeTree(invocation(report));
    json.writeEndArray();
    json.writeFieldName("originalUriBaseIds");
    json.writeTree(roots(image));
    writeResults(report, rules, json);
    json.writeStringField("columnKind", "utf16CodeUnits");
    json.writeFieldName("properties");
    json.writeTree(properties(report, image));
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Writes the rules and gives the place of each. */
  private static Map<String, Integer> writeTool(Report report, JsonGenerator json)
      throws IOException {
    Map<String, List<FindingInfo>> byRule =
        report.findings().stream()
            .collect(
                Collectors.groupingBy(Findings::commonId, LinkedHashMap::new, Collectors.toList()));
    json.writeObjectFieldStart("tool");
    json.writeObjectFieldStart("driver");
    json.writeStringField("name", report.scan().scanner().name());
    json.writeStringField("version", report.scan().scanner().version());
    json.writeArrayFieldStart("rules");
    Map<String, Integer> places = new HashMap<>();
    for (var rule : byRule.entrySet()) {
      places.put(rule.getKey(), places.size());
      json.writeTree(SarifRule.of(rule.getKey(), rule.getValue()));
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
    return places;
  }

  private static void writeResults(Report report, Map<String, Integer> rules, JsonGenerator json)
      throws IOException {
    Map<String, List<ComponentInfo>> components =
        report.components().stream().collect(Collectors.groupingBy(ComponentInfo::purl));
    json.writeArrayFieldStart("results");
    for (FindingInfo finding : report.findings()) {
      String rule = Findings.commonId(finding);
      json.writeTree(
          SarifResult.of(
              finding,
              rule,
              rules.getOrDefault(rule, -1),
              components.getOrDefault(finding.component(), List.of())));
    }
    json.writeEndArray();
  }

  /** What was not covered, where viewers show what a tool has to say about itself. */
  private static ObjectNode invocation(Report report) {
    ObjectNode invocation = JsonText.object().put("executionSuccessful", true);
    ArrayNode notifications = invocation.putArray("toolExecutionNotifications");
    report
        .coverage()
        .statements()
        .forEach(gap -> {
          ObjectNode notification = notifications.addObject().put("level", "warning");
          notification.putObject("descriptor").put("id", gap.code());
          notification.putObject("message").put("text", gap.message());
          if (gap.path() != null) {
            notification.putArray("locations").add(SarifResult.file(gap.path()));
          }
        });
    return invocation;
  }

  private static ObjectNode roots(ImageName image) {
    ObjectNode roots = JsonText.object();
    ObjectNode root = roots.putObject(SarifResult.ROOT).put("uri", image.rootUri());
    root.putObject("description").put("text", "The root directory of " + image.reference());
    return roots;
  }

  private static ObjectNode properties(Report report, ImageName image) {
    ObjectNode properties = JsonText.object();
    properties.put("image", image.reference());
    if (report.image().platform() != null) {
      properties.put("platform", report.image().platform());
    }
    properties.put("coverage", report.coverage().status().word());
    return properties;
  }
}
