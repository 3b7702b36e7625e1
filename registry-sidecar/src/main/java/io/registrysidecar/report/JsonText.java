package io.registrysidecar.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.schema.GatheringOutput;
import io.registrysidecar.schema.InterruptibleOutput;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.concurrent.CancellationException;

/**
 * JSON documents that are not ours, written member by member in the order in which they are read.
 *
 * <p>Long lists are written element by element, each a small tree: an image with tens of thousands
 * of findings must not need a tree of all of them. Who is interrupted meanwhile gets a {@link
 * CancellationException}.
 */
final class JsonText {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
  private static final DefaultPrettyPrinter INDENTED =
      new DefaultPrettyPrinter(
              Separators.createDefaultInstance()
                  .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                  .withObjectEmptySeparator("")
                  .withArrayEmptySeparator(""))
          .withObjectIndenter(LINES)
          .withArrayIndenter(LINES);

  private JsonText() {}

  /** What writes itself, the same each time. */
  interface Document {
    void writeTo(JsonGenerator json) throws IOException;
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  static byte[] bytes(Document document, ReportFormat.Style style) {
    GatheringOutput out = new GatheringOutput();
    write(document, style, out);
    if (style != ReportFormat.Style.COMPACT) {
      out.write('\n');
    }
    return out.toByteArray();
  }

  /** The digest of the compact form. */
  static Digest digest(Document document) {
    MessageDigest hash = Digest.Algorithm.SHA256.newMessageDigest();
    write(
        document,
        ReportFormat.Style.COMPACT,
        new DigestOutputStream(OutputStream.nullOutputStream(), hash));
    return Digest.of(Digest.Algorithm.SHA256, hash.digest());
  }

  private static void write(Document document, ReportFormat.Style style, OutputStream out) {
    try (JsonGenerator json = MAPPER.createGenerator(new InterruptibleOutput(out))) {
      if (style != ReportFormat.Style.COMPACT) {
        json.setPrettyPrinter(INDENTED.createInstance());
      }
      document.writeTo(json);
    } catch (InterruptedIOException e) {
      throw (CancellationException) new CancellationException(e.getMessage()).initCause(e);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be written to", e);
    }
  }
}
