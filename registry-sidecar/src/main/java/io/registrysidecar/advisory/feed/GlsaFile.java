package io.registrysidecar.advisory.feed;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a security advisory of Gentoo, one document each, as its repository has them in {@code
 * metadata/glsa} (its form: {@code glsa.dtd}). No definition of a document is ever looked at.
 */
final class GlsaFile {

  private static final int HEAD = 4096;
  private static final int DEEPEST = 16;
  private static final int LONGEST_TEXT = 10_000;

  /** Whose texts matter. */
  private static final Set<String> TEXTS =
      Set.of("title", "announced", "revised", "vulnerable", "unaffected", "uri");

  private GlsaFile() {}

  /** Whether an XML document is one; puts back what it has read. */
  static boolean isOne(BufferedInputStream in) throws IOException {
    in.mark(HEAD);
    String head = new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
    in.reset();
    return head.contains("<glsa ");
  }

  static void read(String name, InputStream content, FeedLimits limits, RecordSink sink)
      throws IOException {
    byte[] text = content.readNBytes(limits.recordBytes() + 1);
    if (text.length > limits.recordBytes()) {
      sink.rejected(
          new MalformedRecord(name, "it is larger than " + limits.recordBytes() + " bytes"));
      return;
    }
    Glsa glsa = new Glsa();
    try {
      read(UpdateXml.reader(text, 0, text.length), glsa);
      OsvRecord record = glsa.record();
      if (record != null) {
        sink.advisory(record);
      }
    } catch (XMLStreamException e) {
      sink.rejected(
          new MalformedRecord(
              glsa.idOr(name),
              "it is no XML: " + String.valueOf(e.getMessage()).replace('\n', ' ')));
    } catch (WrongType e) {
      sink.rejected(new MalformedRecord(glsa.idOr(name), String.valueOf(e.getMessage())));
    }
  }

  private static void read(XMLStreamReader xml, Glsa glsa) throws XMLStreamException, WrongType {
    int depth = 0;
    StringBuilder wanted = null;
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          depth++;
          if (depth > DEEPEST) {
            throw new WrongType("its elements are nested more than " + DEEPEST + " deep");
          }
          glsa.element(xml.getLocalName(), attribute -> xml.getAttributeValue(null, attribute));
          wanted = TEXTS.contains(xml.getLocalName()) ? new StringBuilder() : null;
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
            glsa.text(xml.getLocalName(), wanted.toString().strip());
            wanted = null;
          }
        }
        default -> {
          // Comments and style sheets say nothing.
        }
      }
    }
  }
}
