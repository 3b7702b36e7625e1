package io.registrysidecar.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.schema.ComponentInfo;
import io.registrysidecar.schema.FindingInfo;
import io.registrysidecar.schema.FindingStatus;
import io.registrysidecar.schema.MediaTypes;
import io.registrysidecar.schema.Report;
import java.util.ArrayList;
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

  private static final String ROOT = "IMAGE";
  private static final int MAX_LOCATIONS = 10;

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
    ObjectNode sarif = JsonText.object();
    sarif.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    sarif.put("version", "2.1.0");
    sarif.putArray("runs").add(run(report));
    return JsonText.bytes(sarif, style);
  }

  private static ObjectNode run(Report report) {
    Map<String, List<FindingInfo>> byRule =
        report.findings().stream()
            .collect(
                Collectors.groupingBy(Findings::commonId, LinkedHashMap::new, Collectors.toList()));
    ObjectNode run = JsonText.object();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", report.scan().scanner().name());
    driver.put("version", report.scan().scanner().version());
    ArrayNode rules = driver.putArray("rules");
    byRule.forEach((id, findings) -> rules.add(SarifRule.of(id, findings)));
    run.putArray("invocations").add(invocation(report));
    ImageName image = new ImageName(report.image());
    ObjectNode root = run.putObject("originalUriBaseIds").putObject(ROOT);
    root.put("uri", image.rootUri());
    root.putObject("description").put("text", "The root directory of " + image.reference());
    run.set("results", results(report, new ArrayList<>(byRule.keySet())));
    run.put("columnKind", "utf16CodeUnits");
    run.set("properties", properties(report, image));
    return run;
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
            notification.putArray("locations").add(file(gap.path()));
          }
        });
    return invocation;
  }

  private static ArrayNode results(Report report, List<String> rules) {
    Map<String, Integer> index = new LinkedHashMap<>();
    rules.forEach(rule -> index.put(rule, index.size()));
    Map<String, List<ComponentInfo>> components =
        report.components().stream().collect(Collectors.groupingBy(ComponentInfo::purl));
    ArrayNode results = JsonText.array();
    for (FindingInfo finding : report.findings()) {
      String rule = Findings.commonId(finding);
      ObjectNode result = results.addObject().put("ruleId", rule);
      result.put("ruleIndex", index.get(rule));
      result.put("level", SarifRule.level(finding.severity()));
      result.putObject("message").put("text", message(finding));
      result.set(
          "locations", locations(finding, components.getOrDefault(finding.component(), List.of())));
      result
          .putObject("partialFingerprints")
          .put("findingOfComponent/v1", finding.id() + " " + finding.component());
      if (finding.status() == FindingStatus.SUPPRESSED) {
        result
            .putArray("suppressions")
            .addObject()
            .put("kind", "external")
            .put("justification", finding.reason());
      }
      result.set("properties", properties(finding));
    }
    return results;
  }

  private static String message(FindingInfo finding) {
    return finding.component()
        + " is affected by "
        + finding.id()
        + ". "
        + finding.reason()
        + (finding.fixed() == null
            ? " No fixed version is known."
            : " Fixed in " + finding.fixed() + ".");
  }

  /**
   * The files that prove the component, or, where the report does not hold them, the image as a
   * whole.
   */
  private static ArrayNode locations(FindingInfo finding, List<ComponentInfo> places) {
    ArrayNode locations = JsonText.array();
    places.stream()
        .flatMap(place -> place.paths().stream())
        .distinct()
        .limit(MAX_LOCATIONS)
        .forEach(path -> locations.add(file(path)));
    if (locations.isEmpty()) {
      locations.add(file(""));
    }
    locations.forEach(location ->
        ((ObjectNode) location)
            .putArray("logicalLocations")
            .addObject()
            .put("fullyQualifiedName", finding.component())
            .put("kind", "package"));
    return locations;
  }

  private static ObjectNode file(String path) {
    ObjectNode location = JsonText.object();
    ObjectNode physical = location.putObject("physicalLocation");
    physical
        .putObject("artifactLocation")
        .put("uri", ImageName.encoded(path))
        .put("uriBaseId", ROOT);
    physical.putObject("region").put("startLine", 1);
    return location;
  }

  private static ObjectNode properties(FindingInfo finding) {
    ObjectNode properties = JsonText.object();
    properties.put("severity", finding.severity().word());
    properties.put("class", finding.kind().word());
    properties.put("status", finding.status().word());
    properties.put("component", finding.component());
    properties.put("installed", finding.installed());
    if (finding.fixed() != null) {
      properties.put("fixed", finding.fixed());
    }
    if (!finding.platforms().isEmpty()) {
      finding.platforms().forEach(properties.putArray("platforms")::add);
    }
    return properties;
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
