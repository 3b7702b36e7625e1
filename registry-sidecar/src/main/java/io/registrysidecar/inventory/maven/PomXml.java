package io.registrysidecar.inventory.maven;

import io.registrysidecar.inventory.MalformedEvidence;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** The coordinates at the head of a {@code pom.xml}; group and version may be the parent's. */
final class PomXml {

  private static final Set<String> WANTED =
      Set.of(
          "project/groupId",
          "project/artifactId",
          "project/version",
          "project/parent/groupId",
          "project/parent/version");
  private static final int DEEPEST = 64;

  private PomXml() {}

  static @Nullable Coordinates read(byte[] content) throws MalformedEvidence {
    Map<String, String> values = new HashMap<>();
    try {
      XMLStreamReader xml = factory().createXMLStreamReader(new ByteArrayInputStream(content));
      Deque<String> path = new ArrayDeque<>();
      while (xml.hasNext()) {
        switch (xml.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            if (path.size() == DEEPEST) {
              throw new MalformedEvidence("its elements are nested too deeply");
            }
            path.addLast(xml.getLocalName());
            String at = path.size() <= 3 ? String.join("/", path) : "";
            if (WANTED.contains(at)) {
              values.putIfAbsent(at, xml.getElementText().strip());
              path.removeLast();
            }
          }
          case XMLStreamConstants.END_ELEMENT -> path.removeLast();
          default -> {
            // Only elements matter.
          }
        }
      }
    } catch (XMLStreamException e) {
      throw new MalformedEvidence("it is not XML of the kind that Maven reads", e);
    }
    return Coordinates.of(
        values.getOrDefault("project/groupId", values.get("project/parent/groupId")),
        values.get("project/artifactId"),
        values.getOrDefault("project/version", values.get("project/parent/version")));
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }
}
