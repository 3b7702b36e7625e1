package io.registrysidecar.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.schema.MediaTypes;
import io.registrysidecar.schema.Report;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The software bill of materials: CycloneDX 1.6 as JSON. It has no time, and its serial number is a
 * digest of the rest.
 */
final class CycloneDxFormat implements ReportFormat {

  private static final String SERIAL_NUMBER = "\"serialNumber\":\"";

  private final CycloneDxTails tails = new CycloneDxTails();

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
      return compact(report, bom);
    }
    String serialNumber = serialNumber(bom);
    return JsonText.bytes(json -> write(bom, serialNumber, json), style);
  }

  private byte[] compact(Report report, CycloneDxBom bom) {
    Optional<byte[]> known = tails.of(report, bom.aggregate());
    if (known.isPresent()) {
      // One brace more than the document has before its components: the one at the end.
      byte[] head = JsonText.bytes(json -> writeHead(bom, "", json), Style.COMPACT);
      return named(head, head.length - 1, known.get(), 0);
    }
    byte[] nameless = JsonText.bytes(json -> write(bom, "", json), Style.COMPACT);
    int head = JsonText.bytes(json -> writeHead(bom, "", json), Style.COMPACT).length - 1;
    tails.written(
        report,
        bom.aggregate(),
        () -> Arrays.copyOfRange(nameless, head, nameless.length),
        nameless.length - head);
    return named(nameless, head, nameless, head);
  }

  /**
   * A document with its serial number, which is a digest of it as it is without.
   *
   * @param head its first bytes, as many as {@code split} says
   * @param tail the rest, from {@code from} on
   */
  private static byte[] named(byte[] head, int split, byte[] tail, int from) {
    MessageDigest hash = Digest.Algorithm.SHA256.newMessageDigest();
    hash.update(head, 0, split);
    hash.update(tail, from, tail.length - from);
    byte[] name =
        DigestUuid.urn(Digest.of(Digest.Algorithm.SHA256, hash.digest())).getBytes(US_ASCII);
    int place =
        new String(head, 0, split, ISO_8859_1).indexOf(SERIAL_NUMBER) + SERIAL_NUMBER.length();
    ByteBuffer named = ByteBuffer.allocate(split + tail.length - from + name.length);
    named.put(head, 0, place).put(name).put(head, place, split - place);
    named.put(tail, from, tail.length - from);
    return named.array();
  }

  static String serialNumber(CycloneDxBom bom) {
    return DigestUuid.urn(JsonText.digest(json -> write(bom, "", json)));
  }

  private static void writeHead(CycloneDxBom bom, String serialNumber, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    writeMembersOfHead(bom, serialNumber, json);
    json.writeEndObject();
  }

  private static void writeMembersOfHead(CycloneDxBom bom, String serialNumber, JsonGenerator json)
      throws IOException {
    json.writeStringField("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
    json.writeStringField("bomFormat", "CycloneDX");
    json.writeStringField("specVersion", "1.6");
    json.writeStringField("serialNumber", serialNumber);
    json.writeNumberField("version", 1);
    json.writeFieldName("metadata");
    json.writeTree(bom.metadata());
  }

  private static void write(CycloneDxBom bom, String serialNumber, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    writeMembersOfHead(bom, serialNumber, json);
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
