package io.registrysidecar.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.schema.Report;
import java.util.Iterator;
import java.util.List;

/** The software bill of materials: CycloneDX 1.6 as XML, with the same content as the JSON. */
final class CycloneDxXmlFormat implements ReportFormat {

  private static final String NAMESPACE = "http://cyclonedx.org/schema/bom/1.6";

  /** In the order that the schema wants. */
  private static final List<String> BEFORE_LICENSES =
      List.of("publisher", "group", "name", "version", "description");

  private static final List<String> IDENTITY = List.of("field", "confidence", "concludedValue");
  private static final List<String> METHOD = List.of("technique", "confidence", "value");

  @Override
  public String name() {
    return "cyclonedx-xml";
  }

  @Override
  public String mediaType() {
    return "application/vnd.cyclonedx+xml";
  }

  @Override
  public byte[] render(Report report, Style style) {
    CycloneDxBom bom = new CycloneDxBom(report);
    String serialNumber = CycloneDxFormat.serialNumber(bom);
    return XmlText.bytes(xml -> write(bom, serialNumber, xml), style);
  }

  private static void write(CycloneDxBom bom, String serialNumber, XmlText xml) {
    xml.open(
        "bom", "xmlns", NAMESPACE, "serialNumber", serialNumber, "version", Integer.toString(1));
    metadata(bom.metadata(), xml);
    xml.open("components");
    for (Iterator<ObjectNode> each = bom.components().iterator(); each.hasNext(); ) {
      component(each.next(), xml);
    }
    xml.close();
    dependencies(bom, xml);
    xml.open("compositions");
    xml.open("composition");
    xml.element("aggregate", bom.aggregate());
    xml.open("assemblies");
    xml.empty("assembly", "ref", CycloneDxBom.IMAGE_REF);
    xml.close();
    xml.close();
    xml.close();
    xml.close();
  }

  private static void metadata(ObjectNode metadata, XmlText xml) {
    xml.open("metadata");
    xml.open("tools");
    xml.open("components");
    metadata.at("/tools/components").forEach(tool -> component(tool, xml));
    xml.close();
    xml.close();
    component(metadata.path("component"), xml);
    xml.close();
  }

  private static void component(JsonNode component, XmlText xml) {
    String type = component.path("type").asText();
    if (component.has("bom-ref")) {
      xml.open("component", "type", type, "bom-ref", component.path("bom-ref").asText());
    } else {
      xml.open("component", "type", type);
    }
    BEFORE_LICENSES.forEach(name -> optional(component, name, xml));
    licenses(component.path("licenses"), xml);
    optional(component, "purl", xml);
    properties(component.path("properties"), xml);
    evidence(component.path("evidence"), xml);
    xml.close();
  }

  private static void optional(JsonNode component, String name, XmlText xml) {
    if (component.has(name)) {
      xml.element(name, component.path(name).asText());
    }
  }

  private static void licenses(JsonNode licenses, XmlText xml) {
    if (licenses.isEmpty()) {
      return;
    }
    xml.open("licenses");
    for (JsonNode each : licenses) {
      if (each.has("expression")) {
        xml.element("expression", each.path("expression").asText());
      } else {
        xml.open("license");
        optional(each.path("license"), "id", xml);
        optional(each.path("license"), "name", xml);
        xml.close();
      }
    }
    xml.close();
  }

  private static void properties(JsonNode properties, XmlText xml) {
    if (properties.isEmpty()) {
      return;
    }
    xml.open("properties");
    properties.forEach(each ->
        xml.element("property", each.path("value").asText(), "name", each.path("name").asText()));
    xml.close();
  }

  private static void evidence(JsonNode evidence, XmlText xml) {
    if (evidence.isEmpty()) {
      return;
    }
    xml.open("evidence");
    evidence.path("identity").forEach(each -> identity(each, xml));
    occurrences(evidence.path("occurrences"), xml);
    xml.close();
  }

  private static void identity(JsonNode identity, XmlText xml) {
    xml.open("identity");
    IDENTITY.forEach(name -> optional(identity, name, xml));
    xml.open("methods");
    for (JsonNode each : identity.path("methods")) {
      xml.open("method");
      METHOD.forEach(name -> optional(each, name, xml));
      xml.close();
    }
    xml.close();
    xml.close();
  }

  private static void occurrences(JsonNode occurrences, XmlText xml) {
    if (occurrences.isEmpty()) {
      return;
    }
    xml.open("occurrences");
    for (JsonNode each : occurrences) {
      xml.open("occurrence");
      xml.element("location", each.path("location").asText());
      xml.element("additionalContext", each.path("additionalContext").asText());
      xml.close();
    }
    xml.close();
  }

  private static void dependencies(CycloneDxBom bom, XmlText xml) {
    xml.open("dependencies");
    xml.open("dependency", "ref", CycloneDxBom.IMAGE_REF);
    for (Iterator<String> each = bom.imageDependsOn().iterator(); each.hasNext(); ) {
      xml.empty("dependency", "ref", each.next());
    }
    xml.close();
    bom.dependencies()
        .forEach((purl, needs) -> {
          xml.open("dependency", "ref", purl);
          needs.forEach(needed -> xml.empty("dependency", "ref", needed));
          xml.close();
        });
    xml.close();
  }
}
