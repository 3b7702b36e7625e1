package io.registrysidecar.inventory.sbom;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.MissingResourceException;
import java.util.Objects;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * CycloneDX as XML, of any version. There are no document type definitions in it, so neither
 * entities nor anything outside of the document are ever followed.
 */
final class CycloneDxXml {

  private static final int MAX_DEPTH = 80;
  private static final int MAX_TEXT = 1 << 20;
  private static final String MESSAGE = "Message: ";
  private static final String NAMESPACE = "http://cyclonedx.org/schema/bom/";

  private final XMLStreamReader xml;
  private final Deque<String> path = new ArrayDeque<>();
  private final Deque<SbomComponent> open = new ArrayDeque<>();
  private final StringBuilder text = new StringBuilder();
  private @Nullable SbomContent content;
  private String property = "";

  /** The component whose dependencies are being read. */
  private @Nullable String needing;

  private CycloneDxXml(XMLStreamReader xml) {
    this.xml = xml;
  }

  static SbomContent read(byte[] document) throws MalformedSbom {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(document));
      return new CycloneDxXml(xml).read();
    } catch (XMLStreamException e) {
      String reason = String.valueOf(e.getMessage());
      int message = reason.indexOf(MESSAGE);
      throw new MalformedSbom(
          (e.getLocation() == null ? "" : "line " + e.getLocation().getLineNumber() + ": ")
              + (message < 0 ? reason : reason.substring(message + MESSAGE.length())),
          e);
    } catch (MissingResourceException e) {
      // The JDK has no words for what is wrong within a document type definition.
      throw new MalformedSbom("it has a broken document type definition", e);
    }
  }

  private SbomContent read() throws XMLStreamException, MalformedSbom {
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> begin();
        case XMLStreamConstants.END_ELEMENT -> end();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> append();
        case XMLStreamConstants.DTD ->
            throw new MalformedSbom("it has a document type definition, which none needs");
        default -> {
          // Comments.
        }
      }
    }
    return Objects.requireNonNull(content);
  }

  private void begin() throws MalformedSbom {
    String name = xml.getLocalName();
    text.setLength(0);
    if (path.size() == MAX_DEPTH) {
      throw new MalformedSbom(where() + "it is more than " + MAX_DEPTH + " elements deep");
    }
    if (path.isEmpty()) {
      String namespace = String.valueOf(xml.getNamespaceURI());
      if (!name.equals("bom") || !namespace.startsWith(NAMESPACE)) {
        throw new MalformedSbom("its outermost element is " + name + ", not the bom of CycloneDX");
      }
      content = new SbomContent("CycloneDX " + namespace.substring(NAMESPACE.length()));
    }
    path.push(name);
    if (isComponent(name)) {
      SbomComponent component = new SbomComponent();
      component.type = attribute("type");
      component.id = attribute("bom-ref");
      open.push(component);
    }
    if (name.equals("dependency")) {
      String ref = attribute("ref");
      if (needing == null) {
        needing = ref;
      } else {
        Objects.requireNonNull(content).needs(needing, ref);
      }
    }
    if (name.equals("property")) {
      property = attribute("name");
    }
  }

  private void append() throws MalformedSbom {
    if (text.length() + xml.getTextLength() > MAX_TEXT) {
      throw new MalformedSbom(where() + "a text is longer than " + MAX_TEXT + " characters");
    }
    text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
  }

  private void end() throws MalformedSbom {
    String name = path.pop();
    String parent = path.isEmpty() ? "" : path.element();
    if (name.equals("dependency") && parent.equals("dependencies")) {
      needing = null;
    }
    if (isComponent(name)) {
      Objects.requireNonNull(content).add(open.pop());
    } else if (!open.isEmpty() && !path.contains("pedigree")) {
      take(open.element(), parent, name, text.toString());
    }
    text.setLength(0);
  }

  private void take(SbomComponent component, String parent, String name, String value) {
    switch (parent + "/" + name) {
      case "component/scope" -> component.scope = value;
      case "component/name" -> component.name = value;
      case "component/version" -> component.version = value;
      case "component/description" -> component.description = value;
      case "component/purl" -> component.purl = value;
      case "component/publisher", "supplier/name" -> component.maintainer = value;
      case "license/id", "license/name", "licenses/expression" -> component.licenses.add(value);
      case "properties/property" -> CycloneDxProperties.take(component, property, value);
      case "occurrence/location" -> component.paths.add(value);
      case "occurrence/additionalContext" -> CycloneDxProperties.context(component, value);
      default -> {
        // Not about what is installed.
      }
    }
  }

  /** Components of the image, not the image itself nor the tools that made the document. */
  private boolean isComponent(String name) {
    return name.equals("component") && !path.contains("metadata") && !path.contains("pedigree");
  }

  private String attribute(String name) {
    String value = xml.getAttributeValue(null, name);
    return value == null ? "" : value;
  }

  private String where() {
    return "line " + xml.getLocation().getLineNumber() + ": ";
  }
}
