package io.registrysidecar.advisory.feed;

import java.io.ByteArrayInputStream;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads one {@code update} element. Texts are only held where they are wanted, and bounded. */
final class UpdateXml {

  private static final Set<String> TEXTS = Set.of("id", "title", "severity");
  private static final int DEEPEST = 16;
  private static final int LONGEST_TEXT = 10_000;

  private static final XMLInputFactory XML = factory();

  private UpdateXml() {}

  /**
   * Hands all that matters to {@code update}.
   *
   * @throws XMLStreamException if it is no XML
   * @throws WrongType if it is not what an update is
   */
  static void read(byte[] text, int offset, int length, Update update)
      throws XMLStreamException, WrongType {
    XMLStreamReader xml = reader(text, offset, length);
    int depth = 0;
    StringBuilder wanted = null;
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          depth++;
          if (depth > DEEPEST) {
            throw new WrongType("its elements are nested more than " + DEEPEST + " deep");
          }
          update.element(xml.getLocalName(), attribute -> attribute(xml, attribute));
          wanted = depth == 2 && TEXTS.contains(xml.getLocalName()) ? new StringBuilder() : null;
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (wanted != null) {
            wanted.append(xml.getText());
            if (wanted.length() > LONGEST_TEXT) {
              throw new WrongType("a text is longer than " + LONGEST_TEXT + " characters");
            }
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          depth--;
          if (wanted != null) {
            update.text(xml.getLocalName(), wanted.toString().strip());
            wanted = null;
          }
        }
        default -> {
          // Comments say nothing.
        }
      }
    }
  }

  /** A reader that looks at no definition of a document, nor at anything elsewhere. */
  static XMLStreamReader reader(byte[] text, int offset, int length) throws XMLStreamException {
    return XML.createXMLStreamReader(new ByteArrayInputStream(text, offset, length), "UTF-8");
  }

  private static @Nullable String attribute(XMLStreamReader xml, String name) {
    return xml.getAttributeValue(null, name);
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }
}
