package io.registrysidecar.advisory.feed;

import java.io.ByteArrayInputStream;
import java.util.MissingResourceException;
import java.util.function.UnaryOperator;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads one advisory that is XML. Texts are only held where they are wanted, and bounded. No
 * definition of a document is ever looked at.
 */
final class AdvisoryXml {

  private static final int DEEPEST = 16;
  private static final int LONGEST_TEXT = 10_000;

  private static final XMLInputFactory XML = factory();

  private AdvisoryXml() {}

  /** What is told of the elements of a document, in their order. */
  interface Reader {
    /** The beginning of an element, with its attributes by their names. */
    void element(String name, UnaryOperator<@Nullable String> attributes) throws WrongType;

    /**
     * Whether the text of an element matters.
     *
     * @param depth 1 for the outermost element
     */
    boolean wants(String name, int depth);

    /** The text of such an element. */
    void text(String name, String text) throws WrongType;
  }

  /**
   * Hands all that matters to {@code reader}.
   *
   * @throws XMLStreamException if it is no XML
   * @throws WrongType if it is not what an advisory is
   */
  static void read(byte[] text, int offset, int length, Reader reader)
      throws XMLStreamException, WrongType {
    XMLStreamReader xml =
        XML.createXMLStreamReader(new ByteArrayInputStream(text, offset, length), "UTF-8");
    int depth = 0;
    StringBuilder wanted = null;
    while (xml.hasNext()) {
      switch (next(xml)) {
        case XMLStreamConstants.START_ELEMENT -> {
          depth++;
          if (depth > DEEPEST) {
            throw new WrongType("its elements are nested more than " + DEEPEST + " deep");
          }
          reader.element(xml.getLocalName(), attribute -> attribute(xml, attribute));
          wanted = reader.wants(xml.getLocalName(), depth) ? new StringBuilder() : null;
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
            reader.text(xml.getLocalName(), wanted.toString().strip());
            wanted = null;
          }
        }
        default -> {
          // Comments and style sheets say nothing.
        }
      }
    }
  }

  private static int next(XMLStreamReader xml) throws XMLStreamException {
    try {
      return xml.next();
    } catch (MissingResourceException e) {
      // The JDK has no words for what is wrong within a document type definition.
      throw new XMLStreamException("its document type definition is broken", e);
    }
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
