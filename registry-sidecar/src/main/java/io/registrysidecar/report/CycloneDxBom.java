package io.registrysidecar.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.schema.ComponentInfo;
import io.registrysidecar.schema.CoverageStatement;
import io.registrysidecar.schema.OsInfo;
import io.registrysidecar.schema.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a CycloneDX 1.6 document, in whatever syntax it is written.
 *
 * <p>They say what is in the image and nothing about when or against what the image was matched, so
 * that the document stays when only advisories change.
 */
final class CycloneDxBom {

  static final String IMAGE_REF = "image";

  private static final String PROPERTY = "registrysidecar:";
  private static final String OS_REF = "os";

  private final Report report;
  private @Nullable Map<String, List<ComponentInfo>> byPurl;

  CycloneDxBom(Report report) {
    this.report = report;
  }

  private Map<String, List<ComponentInfo>> byPurl() {
    Map<String, List<ComponentInfo>> known = byPurl;
    if (known == null) {
      known =
          report.components().stream()
              .collect(
                  Collectors.groupingBy(
                      ComponentInfo::purl, LinkedHashMap::new, Collectors.toList()));
      byPurl = known;
    }
    return known;
  }

  /** The distribution, then everything else. */
  Stream<ObjectNode> components() {
    return Stream.concat(
        Stream.ofNullable(report.os()).map(CycloneDxBom::operatingSystem),
        byPurl().entrySet().stream()
            .map(each -> CycloneDxComponent.of(each.getKey(), each.getValue())));
  }

  /** What the image depends on: all of it. */
  Stream<String> imageDependsOn() {
    return Stream.concat(
        Stream.ofNullable(report.os()).map(os -> OS_REF), byPurl().keySet().stream());
  }

  /** What each component needs of the others, by package URL; those that need none left out. */
  Map<String, Set<String>> dependencies() {
    Map<String, Set<String>> dependencies = new LinkedHashMap<>();
    byPurl()
        .forEach((purl, places) -> {
          Set<String> needs = new TreeSet<>();
          places.forEach(place -> needs.addAll(place.dependsOn()));
          needs.retainAll(byPurl().keySet());
          if (!needs.isEmpty()) {
            dependencies.put(purl, needs);
          }
        });
    return dependencies;
  }

  /** The tool and the image. */
  ObjectNode metadata() {
    ObjectNode metadata = JsonText.object();
    metadata
        .putObject("tools")
        .putArray("components")
        .addObject()
        .put("type", "application")
        .put("name", report.scan().scanner().name())
        .put("version", report.scan().scanner().version());
    ObjectNode image =
        metadata
            .putObject("component")
            .put("bom-ref", IMAGE_REF)
            .put("type", "container")
            .put("name", report.image().repository());
    if (report.image().digest() != null) {
      image.put("version", report.image().digest());
    }
    new ImageName(report.image()).purl().ifPresent(purl -> image.put("purl", purl));
    ArrayNode properties = JsonText.array();
    if (report.image().platform() != null) {
      addProperty(properties, "platform", report.image().platform());
    }
    report.layers().forEach(layer -> addProperty(properties, "layer", layer.digest()));
    unread().forEach(gap -> addProperty(properties, "not-read", text(gap)));
    image.set("properties", properties);
    return metadata;
  }

  /** How complete it is. */
  String aggregate() {
    return unread().isEmpty() ? "unknown" : "incomplete";
  }

  static void addProperty(ArrayNode properties, String name, String value) {
    properties.addObject().put("name", PROPERTY + name).put("value", value);
  }

  /**
   * What concerns a layer concerns the inventory; the rest may be about advisories, which must not
   * show here.
   */
  private List<CoverageStatement> unread() {
    return report.coverage().statements().stream().filter(gap -> gap.layer() != null).toList();
  }

  private static String text(CoverageStatement gap) {
    return gap.layer() + (gap.path() == null ? "" : " " + gap.path()) + ": " + gap.message();
  }

  private static ObjectNode operatingSystem(OsInfo os) {
    ObjectNode component =
        JsonText.object()
            .put("bom-ref", OS_REF)
            .put("type", "operating-system")
            .put("name", os.id());
    if (!os.version().isEmpty()) {
      component.put("version", os.version());
    }
    if (!os.name().isEmpty()) {
      component.put("description", os.name());
    }
    return component;
  }
}
