package io.registrysidecar.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.schema.ComponentInfo;
import io.registrysidecar.schema.CoverageStatement;
import io.registrysidecar.schema.MediaTypes;
import io.registrysidecar.schema.OsInfo;
import io.registrysidecar.schema.Report;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.LinkedHashMap;
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
    Digest rest = JsonText.digest(json -> write(report, "", json));
    return JsonText.bytes(json -> write(report, serialNumber(rest), json), style);
  }

  private static void write(Report report, String serialNumber, JsonGenerator json)
      throws IOException {
    Map<String, List<ComponentInfo>> byPurl =
        report.components().stream()
            .collect(
                Collectors.groupingBy(
                    ComponentInfo::purl, LinkedHashMap::new, Collectors.toList()));
    json.writeStartObject();
    json.writeStringField("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
    json.writeStringField("bomFormat", "CycloneDX");
    json.writeStringField("specVersion", "1.6");
    json.writeStringField("serialNumber", serialNumber);
    json.writeNumberField("version", 1);
    json.writeFieldName("metadata");
    json.writeTree(metadata(report));
    json.writeArrayFieldStart("components");
    if (report.os() != null) {
      json.writeTree(operatingSystem(report.os()));
    }
    for (var component : byPurl.entrySet()) {
      json.writeTree(CycloneDxComponent.of(component.getKey(), component.getValue()));
    }
    json.writeEndArray();
    writeDependencies(report, byPurl.keySet(), json);
    json.writeArrayFieldStart("compositions");
    json.writeTree(composition(report));
    json.writeEndArray();
    json.writeEndObject();
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

  /** The image depends on all of it; what else depends on what is not known. */
  private static void writeDependencies(Report report, Set<String> purls, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart("dependencies");
    json.writeStartObject();
    json.writeStringField("ref", IMAGE_REF);
    json.writeArrayFieldStart("dependsOn");
    if (report.os() != null) {
      json.writeString(OS_REF);
    }
    for (String purl : purls) {
      json.writeString(purl);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  private static ObjectNode composition(Report report) {
    ObjectNode composition = JsonText.object();
    composition.put("aggregate", unread(report).isEmpty() ? "unknown" : "incomplete");
    composition.putArray("assemblies").add(IMAGE_REF);
    return composition;
  }

  /** A UUID of version 8 (RFC 9562 §5.8): the first bits of a SHA-256. */
  private static String serialNumber(Digest digest) {
    ByteBuffer hash = ByteBuffer.wrap(HexFormat.of().parseHex(digest.hex()));
    long high = (hash.getLong() & ~0xf000L) | 0x8000L;
    long low = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return "urn:uuid:" + new UUID(high, low);
  }
}
