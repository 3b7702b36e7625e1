package io.registrysidecar.report;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.schema.MediaTypes;
import io.registrysidecar.schema.Report;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * The software bill of materials: CycloneDX 1.6 as JSON. It has no time, and its serial number is a
 * digest of the rest.
 */
final class CycloneDxFormat implements ReportFormat {

  /** More bytes than stand before the serial number. */
  private static final int HEAD = 256;

  private static final String SERIAL_NUMBER = "\"serialNumber\":\"";

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
    CycloneDxBom bom = new CycloneDxBom(report);
    if (style == Style.COMPACT) {
      byte[] nameless = JsonText.bytes(json -> write(bom, "", json), style);
      return named(nameless, DigestUuid.urn(Digest.sha256(nameless)));
    }
    String serialNumber = serialNumber(bom);
    return JsonText.bytes(json -> write(bom, serialNumber, json), style);
  }

  /** The same document with a serial number, without writing all of it again. */
  private static byte[] named(byte[] nameless, String serialNumber) {
    String head = new String(nameless, 0, Math.min(nameless.length, HEAD), US_ASCII);
    int place = head.indexOf(SERIAL_NUMBER) + SERIAL_NUMBER.length();
    byte[] name = serialNumber.getBytes(US_ASCII);
    ByteBuffer named = ByteBuffer.allocate(nameless.length + name.length);
    named.put(nameless, 0, place).put(name).put(nameless, place, nameless.length - place);
    return named.array();
  }

  static String serialNumber(CycloneDxBom bom) {
    return DigestUuid.urn(JsonText.digest(json -> write(bom, "", json)));
  }

  private static void write(CycloneDxBom bom, String serialNumber, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
    json.writeStringField("bomFormat", "CycloneDX");
    json.writeStringField("specVersion", "1.6");
    json.writeStringField("serialNumber", serialNumber);
    json.writeNumberField("version", 1);
    json.writeFieldName("metadata");
    json.writeTree(bom.metadata());
    json.writeArrayFieldStart("components");
    for (Iterator<ObjectNode> each = bom.components().iterator(); each.hasNext(); ) {
      json.writeTree(each.next());
    }
    json.writeEndArray();
    writeDependencies(bom, json);
    json.writeArrayFieldStart("compositions");
    json.writeTree(composition(bom));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeDependencies(CycloneDxBom bom, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("dependencies");
    json.writeStartObject();
    json.writeStringField("ref", CycloneDxBom.IMAGE_REF);
    json.writeArrayFieldStart("dependsOn");
    for (Iterator<String> each = bom.imageDependsOn().iterator(); each.hasNext(); ) {
      json.writeString(each.next());
    }
    json.writeEndArray();
    json.writeEndObject();
    for (Map.Entry<String, Set<String>> each : bom.dependencies().entrySet()) {
      json.writeStartObject();
      json.writeStringField("ref", each.getKey());
      json.writeArrayFieldStart("dependsOn");
      for (String needed : each.getValue()) {
        json.writeString(needed);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static ObjectNode composition(CycloneDxBom bom) {
    ObjectNode composition = JsonText.object().put("aggregate", bom.aggregate());
    composition.putArray("assemblies").add(CycloneDxBom.IMAGE_REF);
    return composition;
  }
}
