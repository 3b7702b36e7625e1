package io.registrysidecar.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.schema.ComponentInfo;
import io.registrysidecar.schema.CoverageStatement;
import io.registrysidecar.schema.MediaTypes;
import io.registrysidecar.schema.OsInfo;
import io.registrysidecar.schema.Report;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The software bill of materials: CycloneDX 1.6 as JSON.
 *
 * <p>It says what is in the image and nothing about when or against what the image was matched, so
 * that its digest stays when only advisories change. It has no time, and its serial number is a
 * digest of the rest.
 */
final class CycloneDxFormat implements ReportFormat {

  private static final String PROPERTY = "registrysidecar:";
  private static final String IMAGE_REF = "image";
  private static final String OS_REF = "os";

  @Override
  public String name() {
    return "cyclonedx";
  }

  @Override
  public String mediaType() {
    return MediaTypes.CYCLONEDX;
  }

  @Override
  public byte[] render(Report report, Style style) {
    Map<String, List<ComponentInfo>> byPurl =
        report.components().stream()
            .collect(
                Collectors.groupingBy(
                    ComponentInfo::purl, LinkedHashMap::new, Collectors.toList()));
    ObjectNode bom = JsonText.object();
    bom.put("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
    bom.put("bomFormat", "CycloneDX");
    bom.put("specVersion", "1.6");
    bom.put("serialNumber", "");
    bom.put("version", 1);
    bom.set("metadata", metadata(report));
    ArrayNode components = bom.putArray("components");
    if (report.os() != null) {
      components.add(operatingSystem(report.os()));
    }
    byPurl.forEach((purl, places) -> components.add(CycloneDxComponent.of(purl, places)));
    bom.putArray("dependencies").add(dependencies(report, byPurl.keySet()));
    ObjectNode composition = bom.putArray("compositions").addObject();
    composition.put("aggregate", unread(report).isEmpty() ? "unknown" : "incomplete");
    composition.putArray("assemblies").add(IMAGE_REF);
    bom.put("serialNumber", serialNumber(JsonText.bytes(bom, Style.COMPACT)));
    return JsonText.bytes(bom, style);
  }

  static void addProperty(ArrayNode properties, String name, String value) {
    properties.addObject().put("name", PROPERTY + name).put("value", value);
  }

  private static ObjectNode metadata(Report report) {
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
    unread(report).forEach(gap -> addProperty(properties, "not-read", text(gap)));
    image.set("properties", properties);
    return metadata;
  }

  /**
   * What concerns a layer concerns the inventory; the rest may be about advisories, which must not
   * show here.
   */
  private static List<CoverageStatement> unread(Report report) {
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

  private static ObjectNode dependencies(Report report, Set<String> purls) {
    Set<String> refs = new LinkedHashSet<>();
    if (report.os() != null) {
      refs.add(OS_REF);
    }
    refs.addAll(purls);
    ObjectNode image = JsonText.object().put("ref", IMAGE_REF);
    ArrayNode dependsOn = image.putArray("dependsOn");
    refs.forEach(dependsOn::add);
    return image;
  }

  /** A UUID of version 8 (RFC 9562 §5.8): the first bits of a SHA-256. */
  private static String serialNumber(byte[] content) {
    ByteBuffer hash = ByteBuffer.wrap(HexFormat.of().parseHex(Digest.sha256(content).hex()));
    long high = (hash.getLong() & ~0xf000L) | 0x8000L;
    long low = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return "urn:uuid:" + new UUID(high, low);
  }
}
