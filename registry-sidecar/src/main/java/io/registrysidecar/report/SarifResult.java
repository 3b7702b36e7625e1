package io.registrysidecar.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.schema.ComponentInfo;
import io.registrysidecar.schema.FindingInfo;
import io.registrysidecar.schema.FindingStatus;
import java.util.List;

/** A SARIF result: one finding, with the files that prove it. */
final class SarifResult {

  /** Stands for the root directory of the image in locations. */
  static final String ROOT = "IMAGE";

  private static final int MAX_LOCATIONS = 10;

  private SarifResult() {}

  /**
   * The result.
   *
   * @param rule identifier of its rule
   * @param place of that rule in the list of rules
   * @param components what it affects, in each layer; empty where the report does not hold it
   */
  static ObjectNode of(
      FindingInfo finding, String rule, int place, List<ComponentInfo> components) {
    ObjectNode result = JsonText.object().put("ruleId", rule).put("ruleIndex", place);
    result.put("level", SarifRule.level(finding.severity()));
    result.putObject("message").put("text", message(finding));
    result.set("locations", locations(finding, components));
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
    return result;
  }

  /** A file of the image; the image as a whole when the path is empty. */
  static ObjectNode file(String path) {
    ObjectNode location = JsonText.object();
    ObjectNode physical = location.putObject("physicalLocation");
    physical
        .putObject("artifactLocation")
        .put("uri", ImageName.encoded(path))
        .put("uriBaseId", ROOT);
    physical.putObject("region").put("startLine", 1);
    return location;
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

  private static ArrayNode locations(FindingInfo finding, List<ComponentInfo> components) {
    List<String> paths =
        components.stream()
            .flatMap(place -> place.paths().stream())
            .distinct()
            .limit(MAX_LOCATIONS)
            .toList();
    ArrayNode locations = JsonText.array();
    for (String path : paths.isEmpty() ? List.of("") : paths) {
      ObjectNode location = file(path);
      location
          .putArray("logicalLocations")
          .addObject()
          .put("fullyQualifiedName", finding.component())
          .put("kind", "package");
      locations.add(location);
    }
    return locations;
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
}
