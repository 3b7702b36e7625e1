package io.registrysidecar.publish;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.schema.AnnotationKeys;
import io.registrysidecar.schema.InterruptibleOutput;
import io.registrysidecar.schema.MediaTypes;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether two contents say the same about an image. For an SBOM and for SARIF that is their
 * digest. A report also says when it was made, by which scan, with which state of the advisories,
 * since when its findings are known, and under which tags the image was known then; none of that
 * makes a new result, so the fingerprint leaves it out. Otherwise every advisory update would push
 * every report again.
 */
final class Fingerprint {

  private static final JsonMapper JSON = new JsonMapper();

  private Fingerprint() {}

  /**
   * The fingerprint of {@code content}, which somebody else may have written: what cannot be read
   * as a report is taken as plain bytes.
   */
  static Digest of(String type, byte[] content) {
    if (!type.equals(MediaTypes.REPORT)) {
      return Digest.sha256(content);
    }
    MessageDigest hash = Digest.Algorithm.SHA256.newMessageDigest();
    try (JsonParser in = JSON.createParser(content);
        JsonGenerator out =
            JSON.createGenerator(
                new InterruptibleOutput(
                    new DigestOutputStream(OutputStream.nullOutputStream(), hash)))) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return Digest.sha256(content);
      }
      withoutCircumstances(in, out);
    } catch (InterruptedIOException e) {
      throw (CancellationException) new CancellationException(e.getMessage()).initCause(e);
    } catch (IOException e) {
      return Digest.sha256(content);
    }
    return Digest.of(Digest.Algorithm.SHA256, hash.digest());
  }

  /**
   * The fingerprint of a report that this program has just written: the same as that of its bytes,
   * but what stays is not read and written again.
   */
  static Digest ofOwn(byte[] report) {
    MessageDigest hash = Digest.Algorithm.SHA256.newMessageDigest();
    byte[] before = {'{'};
    byte[] scanner = null;
    for (Members.Member member : Members.of(report)) {
      byte[] value = null;
      switch (member.name()) {
        case "advisories" -> {
          continue;
        }
        case "scan" -> {
          scanner = BoundedJson.write(tree(report, member).path("scanner"));
          continue;
        }
        case "image" -> {
          ObjectNode image = (ObjectNode) tree(report, member);
          image.remove("tags");
          value = BoundedJson.write(image);
        }
        default -> {
          // Stays as it is.
        }
      }
      hash.update(before);
      before = new byte[] {','};
      if (value == null) {
        hash.update(report, member.from(), member.to() - member.from());
      } else {
        hash.update(report, member.from(), member.value() - member.from());
        hash.update(value);
      }
    }
    if (scanner != null) {
      hash.update(",\"scanner\":".getBytes(StandardCharsets.US_ASCII));
      hash.update(scanner);
    }
    hash.update((byte) '}');
    return Digest.of(Digest.Algorithm.SHA256, hash.digest());
  }

  private static JsonNode tree(byte[] report, Members.Member member) {
    try {
      return JSON.readTree(report, member.value(), member.to() - member.value());
    } catch (IOException e) {
      throw new UncheckedIOException("what this program has just written", e);
    }
  }

  /** The fingerprint that a referrer's annotations claim, or null when they claim none. */
  static @Nullable Digest claimedBy(Descriptor referrer) {
    String text = referrer.annotations().get(AnnotationKeys.CONTENT_FINGERPRINT);
    try {
      return text == null ? null : Digest.parse(text);
    } catch (MalformedReference e) {
      return null; // anyone may have written it
    }
  }

  private static void withoutCircumstances(JsonParser in, JsonGenerator out) throws IOException {
    JsonNode scan = null;
    out.writeStartObject();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      switch (name) {
        case "advisories" -> in.skipChildren();
        case "scan" -> scan = JSON.readTree(in);
        case "image" -> {
          out.writeFieldName(name);
          withoutTags(in, out);
        }
        case "findings" -> {
          out.writeFieldName(name);
          withoutFirstSight(in, out);
        }
        default -> {
          out.writeFieldName(name);
          out.copyCurrentStructure(in);
        }
      }
    }
    if (scan != null) {
      out.writeFieldName("scanner");
      JSON.writeTree(out, scan.get("scanner"));
    }
    out.writeEndObject();
  }

  /** Each finding without the time at which whoever scans has first seen it. */
  private static void withoutFirstSight(JsonParser in, JsonGenerator out) throws IOException {
    int depth = 0;
    do {
      JsonToken token = in.currentToken();
      if (depth == 2 && token == JsonToken.FIELD_NAME && in.currentName().equals("firstSeen")) {
        in.nextToken();
        in.skipChildren();
      } else {
        out.copyCurrentEvent(in);
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      }
    } while (depth > 0 && in.nextToken() != null);
  }

  private static void withoutTags(JsonParser in, JsonGenerator out) throws IOException {
    JsonNode image = JSON.readTree(in);
    if (image instanceof ObjectNode members) {
      members.remove("tags");
    }
    JSON.writeTree(out, image);
  }
}
