package io.registrysidecar.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** JSON in and out of the API. */
final class Json {

  private static final int DEEPEST = 32;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
              .build());

  private Json() {}

  static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + value.getClass() + " as JSON", e);
    }
  }

  /** Reads a request's body, which must be a JSON object. */
  static JsonNode readObject(byte[] body) throws Problem {
    try {
      JsonNode node = MAPPER.readTree(body);
      if (node != null && node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      throw Problem.badRequest("malformed-json", "the body is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw Problem.badRequest("malformed-json", "the body is not JSON: " + e.getMessage());
    }
    throw Problem.badRequest("malformed-json", "the body is not a JSON object");
  }
}
