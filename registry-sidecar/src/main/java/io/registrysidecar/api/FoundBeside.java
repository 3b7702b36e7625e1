package io.registrysidecar.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;

/**
 * What a report tells of signatures and attestations that others have made of an image, on itself
 * or on the index that lists it. Of a large report no more than that is kept in memory.
 */
final class FoundBeside {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private FoundBeside() {}

  /**
   * The lists {@code signatures} and {@code attestations} of the report's origin, as it has them.
   */
  static Map<String, JsonNode> in(byte[] report) {
    JsonNode audit = audit(report);
    return Map.of(
        "signatures",
        audit.withArray("signatures"),
        "attestations",
        audit.withArray("attestations"));
  }

  private static JsonNode audit(byte[] report) {
    try (JsonParser parser = MAPPER.getFactory().createParser(report)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          boolean wanted = parser.currentName().equals("audit");
          parser.nextToken();
          if (wanted && parser.currentToken() == JsonToken.START_OBJECT) {
            return MAPPER.readTree(parser);
          }
          parser.skipChildren();
        }
      }
      return MAPPER.createObjectNode();
    } catch (IOException e) {
      throw new IllegalStateException("a report in the state is not JSON", e);
    }
  }
}
