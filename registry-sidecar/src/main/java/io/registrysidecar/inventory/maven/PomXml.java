package io.registrysidecar.inventory.maven;

import io.registrysidecar.inventory.MalformedEvidence;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads a {@code pom.xml}: its head, where group and version may be the parent's, and licences. */
final class PomXml {

  private static final String LICENSE = "project/licenses/license";
  private static final Set<String> WANTED =
      Set.of(
          "project/groupId",
          "project/artifactId",
          "project/version",
          "project/parent/groupId",
          "project/parent/artifactId",
          "project/parent/version");
  private static final int DEEPEST = 64;
  private static final int MOST_LICENSES = 16;
  private static final int LONGEST_LICENSE = 256;

  private final Map<String, String> values = new HashMap<>();
  private final List<String> licenses = new ArrayList<>();
  private @Nullable String licenseName;
  private @Nullable String licenseUrl;

  private PomXml() {}

  static Pom read(byte[] content) throws MalformedEvidence {
    PomXml pom = new PomXml();
    try {
      pom.read(factory().createXMLStreamReader(new ByteArrayInputStream(content)));
    } catch (XMLStreamException | MissingResourceException e) {
      // The second when the JDK has no words for what is wrong in a document type definition.
      throw new MalformedEvidence("it is not XML of the kind that Maven reads", e);
    }
    return pom.pom();
  }

  private void read(XMLStreamReader xml) throws XMLStreamException, MalformedEvidence {
    Deque<String> path = new ArrayDeque<>();
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (path.size() == DEEPEST) {
            throw new MalformedEvidence("its elements are nested too deeply");
          }
          path.addLast(xml.getLocalName());
          if (take(path.size() <= 4 ? String.join("/", path) : "", xml)) {
            path.removeLast();
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          if (path.size() == 3 && String.join("/", path).equals(LICENSE)) {
            endLicense();
          }
          path.removeLast();
        }
        default -> {
          // Only elements matter.
        }
      }
    }
  }

  /** Reads the text of the element at {@code path}, if it is wanted, up to its end. */
  private boolean take(String path, XMLStreamReader xml) throws XMLStreamException {
    if (WANTED.contains(path)) {
      values.putIfAbsent(path, xml.getElementText().strip());
      return true;
    }
    if (path.equals(LICENSE + "/name")) {
      licenseName = xml.getElementText().strip();
      return true;
    }
    if (path.equals(LICENSE + "/url")) {
      licenseUrl = xml.getElementText().strip();
      return true;
    }
    return false;
  }

  private void endLicense() {
    String stated = licenseName == null || licenseName.isEmpty() ? licenseUrl : licenseName;
    if (stated != null
        && !stated.isEmpty()
        && stated.length() <= LONGEST_LICENSE
        && !stated.contains("${")
        && licenses.size() < MOST_LICENSES) {
      licenses.add(stated.replaceAll("\\s+", " "));
    }
    licenseName = null;
    licenseUrl = null;
  }

  private Pom pom() {
    return new Pom(
        Coordinates.of(
            values.getOrDefault("project/groupId", values.get("project/parent/groupId")),
            values.get("project/artifactId"),
            values.getOrDefault("project/version", values.get("project/parent/version"))),
        licenses,
        values.get("project/parent/groupId"),
        values.get("project/parent/artifactId"));
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }
}
