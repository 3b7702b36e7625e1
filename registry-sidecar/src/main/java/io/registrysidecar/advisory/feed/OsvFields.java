package io.registrysidecar.advisory.feed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.registrysidecar.advisory.feed.OsvRecord.Rating;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the JSON of a record. Every method reads the value that the parser stands at,
 * whole. JSON null counts as an empty list, and as absent wherever the schema does not require a
 * value.
 */
final class OsvFields {

  /** Reads the value of the field {@code name}. */
  interface Field {
    void read(String name) throws IOException, WrongType;
  }

  /** Reads one element of a list. */
  interface Element {
    void read() throws IOException, WrongType;
  }

  private final JsonParser json;

  OsvFields(JsonParser json) throws IOException {
    this.json = json;
    json.nextToken();
  }

  void object(Field field) throws IOException, WrongType {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw expected("an object");
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      field.read(name);
    }
  }

  /** An object whose content publishers define; anything else is skipped. */
  void objectIfAny(Field field) throws IOException, WrongType {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      object(field);
    } else {
      skip();
    }
  }

  void list(Element element) throws IOException, WrongType {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw expected("a list");
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      element.read();
    }
  }

  /** A list whose content publishers define; anything else is skipped. */
  void listIfAny(Element element) throws IOException, WrongType {
    if (json.currentToken() == JsonToken.START_ARRAY) {
      list(element);
    } else {
      skip();
    }
  }

  String text() throws IOException, WrongType {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw expected("a text");
    }
    return json.getText();
  }

  @Nullable String textOrNull() throws IOException, WrongType {
    return json.currentToken() == JsonToken.VALUE_NULL ? null : text();
  }

  /** A text in an object whose content publishers define; anything else is skipped. */
  @Nullable String word() throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return json.getText();
    }
    skip();
    return null;
  }

  List<String> texts() throws IOException, WrongType {
    List<String> texts = new ArrayList<>();
    list(() -> texts.add(text()));
    return texts;
  }

  /** A list of texts that publishers define; empty where it is anything else. */
  List<String> words() throws IOException, WrongType {
    List<String> words = new ArrayList<>();
    boolean[] isTexts = {true};
    listIfAny(() -> {
      String word = word();
      if (word == null) {
        isTexts[0] = false;
      } else {
        words.add(word);
      }
    });
    return isTexts[0] ? words : List.of();
  }

  /** A list of severities: of the record, or of an affected package. */
  List<Rating> ratings() throws IOException, WrongType {
    List<Rating> ratings = new ArrayList<>();
    list(() -> {
      String[] typeAndScore = {"", ""};
      object(name -> {
        switch (name) {
          case "type" -> typeAndScore[0] = text();
          case "score" -> typeAndScore[1] = text();
          default -> skip();
        }
      });
      ratings.add(new Rating(typeAndScore[0], typeAndScore[1]));
    });
    return ratings;
  }

  void skip() throws IOException {
    json.skipChildren();
  }

  /** Nothing but white space may follow the record. */
  void end() throws IOException, WrongType {
    if (json.nextToken() != null) {
      throw new WrongType("something follows the record");
    }
  }

  private WrongType expected(String what) {
    String path = json.getParsingContext().pathAsPointer().toString();
    return new WrongType(
        "%s is not %s but %s"
            .formatted(path.isEmpty() ? "the record" : path, what, found(json.currentToken())));
  }

  private static String found(@Nullable JsonToken token) {
    return switch (token) {
      case null -> "missing";
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "a text";
      case VALUE_NULL -> "null";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      default -> "a number";
    };
  }
}
