package io.registrysidecar.advisory.feed;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;

/**
 * Reads a security advisory of Gentoo, one document each, as its repository has them in {@code
 * metadata/glsa} (its form: {@code glsa.dtd}).
 */
final class GlsaFile {

  private static final int HEAD = 4096;

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
      AdvisoryXml.read(text, 0, text.length, glsa);
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
}
