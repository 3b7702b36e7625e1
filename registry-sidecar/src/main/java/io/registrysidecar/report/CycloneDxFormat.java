package io.registrysidecar.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.schema.MediaTypes;
import io.registrysidecar.schema.Report;
import java.io.IOException;
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

  /** Takes the place of a serial number until that is known. */
  private static final String UNNAMED = "urn:uuid:00000000-0000-0000-0000-000000000000";

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
    byte[] head = JsonText.bytes(json -> writeHead(bom, UNNAMED, json), Style.COMPACT);
    // One brace more than the document has before its components: the one at the end.
    int split = head.length - 1;
    Optional<byte[]> known = tails.of(report, bom.aggregate());
    if (known.isPresent()) {
      byte[] tail = known.get();
      byte[] document = Arrays.copyOf(head, split + tail.length);
      System.arraycopy(tail, 0, document, split, tail.length);
      return named(document, split);
    }
    byte[] document = JsonText.bytes(json -> write(bom, UNNAMED, json), Style.COMPACT);
    tails.written(
        report,
        bom.aggregate(),
        () -> Arrays.copyOfRange(document, split, document.length),
        document.length - split);
    return named(document, split);
  }

  /**
   * A document with its serial number, which is a digest of it as it is with an empty one.
   *
   * @param document is changed
   * @param head behind the serial number
   */
  private static byte[] named(byte[] document, int head) {
    int place =
        new String(document, 0, head, ISO_8859_1).indexOf(SERIAL_NUMBER) + SERIAL_NUMBER.length();
    int rest = place + UNNAMED.length();
    MessageDigest hash = Digest.Algorithm.SHA256.newMessageDigest();
    hash.update(document, 0, place);
    hash.update(document, rest, document.length - rest);
    byte[] name =
        DigestUuid.urn(Digest.of(Digest.Algorithm.SHA256, hash.digest())).getBytes(US_ASCII);
    System.arraycopy(name, 0, document, place, UNNAMED.length());
    return document;
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
