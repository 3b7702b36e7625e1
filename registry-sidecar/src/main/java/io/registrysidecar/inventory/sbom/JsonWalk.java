package io.registrysidecar.inventory.sbom;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Walks through a JSON document without keeping it: what nobody asks for is skipped. Depth and
 * lengths are bounded.
 */
final class JsonWalk {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(100)
                  .maxStringLength(1 << 20)
                  .maxNameLength(10_000)
                  .maxNumberLength(100)
                  .build())
          .build();

  private final JsonParser parser;

  private JsonWalk(JsonParser parser) {
    this.parser = parser;
  }

  /** Takes a member or an element, on whose first token the walk stands. */
  interface Visit {
    void at(String name) throws IOException, MalformedSbom;
  }

  /** Takes the walk, standing on the document's object. */
  interface Document {
    void at(JsonWalk walk) throws IOException, MalformedSbom;
  }

  /**
   * Walks through one document.
   *
   * @throws MalformedSbom if it is not one JSON object, or the visitor says so
   */
  static void through(byte[] document, Document visitor) throws MalformedSbom {
    try (JsonParser parser = FACTORY.createParser(document)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedSbom("it is not a JSON object");
      }
      visitor.at(new JsonWalk(parser));
      if (parser.nextToken() != null) {
        throw new MalformedSbom("something follows the JSON object");
      }
    } catch (JsonProcessingException e) {
      throw new MalformedSbom(where(e.getLocation()) + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new MalformedSbom("it cannot be read: " + e.getMessage(), e);
    }
  }

  /** Limits have no place. */
  private static String where(@Nullable JsonLocation place) {
    return place == null
        ? ""
        : "line " + place.getLineNr() + ", column " + place.getColumnNr() + ": ";
  }

  /** Visits each member of the object here; nothing when there is no object here. */
  void members(Visit visit) throws IOException, MalformedSbom {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      visit.at(name);
      parser.skipChildren();
    }
  }

  /** Visits each element of the array here; nothing when there is no array here. */
  void elements(Visit visit) throws IOException, MalformedSbom {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      visit.at("");
      parser.skipChildren();
    }
  }

  /** The text here; empty when there is something else. */
  String text() throws IOException {
    return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : "";
  }
}
