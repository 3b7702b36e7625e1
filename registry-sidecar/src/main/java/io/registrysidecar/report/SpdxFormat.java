package io.registrysidecar.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.schema.Report;
import java.io.IOException;
import java.util.Map;

/** The software bill of materials: SPDX 2.3 as JSON. Its namespace is a digest of the rest. */
final class SpdxFormat implements ReportFormat {

  static final String VERSION = "SPDX-2.3";
  static final String DATA_LICENSE = "CC0-1.0";
  static final String REF = "SPDXRef-";

  @Override
  public String name() {
    return "spdx";
  }

  @Override
  public String mediaType() {
    return "application/spdx+json";
  }

  @Override
  public byte[] render(Report report, Style style) {
    SpdxDocument document = SpdxDocument.of(report);
    String namespace = namespace(document);
    return JsonText.bytes(json -> write(document, namespace, json), style);
  }

  static String namespace(SpdxDocument document) {
    return DigestUuid.urn(JsonText.digest(json -> write(document, "", json)));
  }

  private static void write(SpdxDocument document, String namespace, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("spdxVersion", VERSION);
    json.writeStringField("dataLicense", DATA_LICENSE);
    json.writeStringField("SPDXID", REF + SpdxDocument.DOCUMENT);
    json.writeStringField("name", document.name());
    json.writeStringField("documentNamespace", namespace);
    if (document.comment() != null) {
      json.writeStringField("comment", document.comment());
    }
    ObjectNode creation = JsonText.object().put("created", document.created().toString());
    creation.putArray("creators").add("Tool: " + document.creator());
    json.writeFieldName("creationInfo");
    json.writeTree(creation);
    json.writeArrayFieldStart("packages");
    for (SpdxPackage each : document.packages()) {
      json.writeTree(node(each));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("relationships");
    for (SpdxDocument.Relationship each : document.relationships()) {
      json.writeTree(
          JsonText.object()
              .put("spdxElementId", REF + each.from())
              .put("relationshipType", each.type())
              .put("relatedSpdxElement", REF + each.to()));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("hasExtractedLicensingInfos");
    for (Map.Entry<String, String> each : document.extractedLicenses().entrySet()) {
      json.writeTree(
          JsonText.object()
              .put("licenseId", each.getKey())
              .put("extractedText", each.getValue())
              .put("name", each.getValue()));
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static ObjectNode node(SpdxPackage each) {
    ObjectNode node = JsonText.object().put("SPDXID", REF + each.id()).put("name", each.name());
    if (each.version() != null) {
      node.put("versionInfo", each.version());
    }
    if (each.supplier() != null) {
      node.put("supplier", "Organization: " + each.supplier());
    }
    if (each.comment() != null) {
      node.put("comment", each.comment());
    }
    node.put("primaryPackagePurpose", each.purpose())
        .put("downloadLocation", SpdxPackage.NO_ASSERTION)
        .put("filesAnalyzed", false);
    if (each.sha256() != null) {
      node.putArray("checksums")
          .addObject()
          .put("algorithm", "SHA256")
          .put("checksumValue", each.sha256());
    }
    if (each.sourceInfo() != null) {
      node.put("sourceInfo", each.sourceInfo());
    }
    node.put("licenseConcluded", SpdxPackage.NO_ASSERTION)
        .put("licenseDeclared", each.license())
        .put("copyrightText", SpdxPackage.NO_ASSERTION);
    if (each.purl() != null) {
      node.putArray("externalRefs")
          .addObject()
          .put("referenceCategory", "PACKAGE-MANAGER")
          .put("referenceType", "purl")
          .put("referenceLocator", each.purl());
    }
    return node;
  }
}
