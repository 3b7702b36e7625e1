package io.registrysidecar.sign.sigstore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.sign.dsse.Base64Text;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads documents in the JSON form of protocol buffers: bytes are base64, 64-bit integers may be
 * text, times are RFC 3339. Each method names in its message the part that is wrong.
 */
final class ProtoJson {

  private ProtoJson() {}

  static JsonNode read(byte[] json, int largest, String what) throws MalformedDocument {
    if (json.length > largest) {
      throw new MalformedDocument(what + " has more than " + largest + " bytes");
    }
    try {
      JsonNode root = BoundedJson.read(json);
      if (!root.isObject()) {
        throw new MalformedDocument(what + " is not a JSON object");
      }
      return root;
    } catch (IOException e) {
      throw new MalformedDocument(what + " is not JSON: " + reason(e), e);
    }
  }

  /** The parser's own words name the place once more, in a way that helps nobody. */
  private static String reason(IOException e) {
    return e instanceof JsonProcessingException parsing
        ? parsing.getOriginalMessage().replaceFirst("(?s) \\(start marker at .*", "")
        : String.valueOf(e.getMessage());
  }

  static JsonNode object(JsonNode holder, String name) throws MalformedDocument {
    JsonNode node = holder.path(name);
    if (!node.isObject()) {
      throw new MalformedDocument("\"" + name + "\" is missing or not an object");
    }
    return node;
  }

  static String text(JsonNode holder, String name) throws MalformedDocument {
    JsonNode node = holder.path(name);
    if (!node.isTextual()) {
      throw new MalformedDocument("\"" + name + "\" is missing or not text");
    }
    return node.textValue();
  }

  static byte[] bytes(JsonNode holder, String name) throws MalformedDocument {
    return base64(text(holder, name), name);
  }

  static byte[] base64(String text, String name) throws MalformedDocument {
    byte[] bytes;
    try {
      bytes = Base64Text.decode(text);
    } catch (IllegalArgumentException e) {
      throw new MalformedDocument("\"" + name + "\" is not base64", e);
    }
    if (bytes.length == 0) {
      throw new MalformedDocument("\"" + name + "\" is empty");
    }
    return bytes;
  }

  /** A number that is not negative; zero if absent, as protocol buffers omit zeros. */
  static long count(JsonNode holder, String name) throws MalformedDocument {
    JsonNode node = holder.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return 0;
    }
    long value;
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      value = node.longValue();
    } else if (node.isTextual()) {
      try {
        value = Long.parseLong(node.textValue());
      } catch (NumberFormatException e) {
        throw new MalformedDocument("\"" + name + "\" is not a whole number", e);
      }
    } else {
      throw new MalformedDocument("\"" + name + "\" is not a whole number");
    }
    if (value < 0) {
      throw new MalformedDocument("\"" + name + "\" is negative");
    }
    return value;
  }

  static Instant time(JsonNode holder, String name) throws MalformedDocument {
    try {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text(holder, name), Instant::from);
    } catch (DateTimeException e) {
      throw new MalformedDocument("\"" + name + "\" is not a time of RFC 3339", e);
    }
  }

  /** The elements of an array, none if it is absent. */
  static List<JsonNode> list(JsonNode holder, String name, int most) throws MalformedDocument {
    JsonNode node = holder.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return List.of();
    }
    if (!node.isArray() || node.size() > most) {
      throw new MalformedDocument(
          "\"" + name + "\" is not an array, or has more than " + most + " elements");
    }
    List<JsonNode> elements = new ArrayList<>(node.size());
    node.forEach(elements::add);
    return elements;
  }
}
