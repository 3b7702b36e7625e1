package io.registrysidecar.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;

/** Reads JSON that came from outside, within limits. */
final class EventJson {

  static final int DEEPEST = 32;

  private static final int LONGEST_STRING = 10 << 20;
  private static final int LONGEST_NAME = 1024;
  private static final int LONGEST_NUMBER = 64;

  static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxStringLength(LONGEST_STRING)
                          .maxNameLength(LONGEST_NAME)
                          .maxNumberLength(LONGEST_NUMBER)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private EventJson() {}

  /** Reads a JSON object. */
  static JsonNode object(byte[] text) throws UnreadableEvent {
    try {
      return object(MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      throw unreadable(e);
    } catch (IOException e) {
      throw new UnreadableEvent("no JSON: " + e.getMessage());
    }
  }

  /** Reads a JSON object. */
  static JsonNode object(String text) throws UnreadableEvent {
    try {
      return object(MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      throw unreadable(e);
    }
  }

  /** What binds wrongly to a tree can only be something behind its end. */
  private static UnreadableEvent unreadable(JsonProcessingException e) {
    return new UnreadableEvent(
        e instanceof MismatchedInputException
            ? "no JSON: something follows after its end"
            : "no JSON: " + e.getOriginalMessage());
  }

  private static JsonNode object(JsonNode node) throws UnreadableEvent {
    if (!node.isObject()) {
      throw new UnreadableEvent("no JSON object");
    }
    return node;
  }
}
