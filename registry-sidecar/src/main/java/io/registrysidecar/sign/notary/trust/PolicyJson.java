package io.registrysidecar.sign.notary.trust;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON into values that know their line and field, so that messages can name them. */
final class PolicyJson {

  private static final int DEEPEST = 16;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxNumberLength(64).build())
          .build();

  private final String file;
  private final JsonParser parser;

  private PolicyJson(String file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /** The value that {@code content} is. */
  static Value read(String file, byte[] content) throws TrustPolicyException {
    try (JsonParser parser = FACTORY.createParser(content)) {
      return new PolicyJson(file, parser).document();
    } catch (IOException e) {
      throw new TrustPolicyException(file + ": not JSON", e);
    }
  }

  private Value document() throws IOException, TrustPolicyException {
    try {
      parser.nextToken();
      Value value = value("the document");
      if (parser.nextToken() != null) {
        throw here("the document").wrong("something follows it");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new TrustPolicyException(
          "%s:%d: not JSON: %s"
              .formatted(file, parser.currentLocation().getLineNr(), e.getOriginalMessage()),
          e);
    }
  }

  private Value value(String field) throws IOException, TrustPolicyException {
    Place place = here(field);
    JsonToken token = parser.currentToken();
    return switch (token) {
      case null -> throw place.wrong("nothing is there");
      case START_OBJECT -> new Value(place, members(field));
      case START_ARRAY -> new Value(place, elements(field));
      case VALUE_STRING -> new Value(place, parser.getText());
      default -> throw place.wrong("is neither text nor a list nor an object");
    };
  }

  private Map<String, Value> members(String field) throws IOException, TrustPolicyException {
    Map<String, Value> members = new LinkedHashMap<>();
    String prefix = field.equals("the document") ? "" : field + ".";
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      members.put(name, value(prefix + name));
    }
    return members;
  }

  private List<Value> elements(String field) throws IOException, TrustPolicyException {
    List<Value> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(field + "[" + elements.size() + "]"));
    }
    return elements;
  }

  private Place here(String field) {
    return new Place(file, parser.currentTokenLocation().getLineNr(), field);
  }

  /** Where a value stands. */
  record Place(String file, int line, String field) {

    TrustPolicyException wrong(String what) {
      return new TrustPolicyException("%s:%d: %s: %s".formatted(file, line, field, what));
    }

    TrustPolicyException wrong(MalformedName cause) {
      return new TrustPolicyException(
          "%s:%d: %s: %s".formatted(file, line, field, cause.getMessage()), cause);
    }
  }

  /**
   * A value.
   *
   * @param content text, a list of values, or a map from names to values
   */
  record Value(Place place, Object content) {

    String text() throws TrustPolicyException {
      if (content instanceof String text && !text.isEmpty()) {
        return text;
      }
      throw place.wrong("must be a text that is not empty");
    }

    List<Value> list() throws TrustPolicyException {
      if (content instanceof List<?> list) {
        return list.stream().map(Value.class::cast).toList();
      }
      throw place.wrong("must be a list");
    }

    /** The members of an object that has no others than {@code known}. */
    Members members(String... known) throws TrustPolicyException {
      if (!(content instanceof Map<?, ?> map)) {
        throw place.wrong("must be an object");
      }
      Map<String, Value> members = new LinkedHashMap<>();
      for (Map.Entry<?, ?> each : map.entrySet()) {
        String name = (String) each.getKey();
        Value value = (Value) each.getValue();
        if (!List.of(known).contains(name)) {
          throw value
              .place()
              .wrong("is not known here; what can be written is " + String.join(", ", known));
        }
        members.put(name, value);
      }
      return new Members(place, members);
    }
  }

  /** The members of an object. */
  record Members(Place place, Map<String, Value> byName) {

    Value required(String name) throws TrustPolicyException {
      Value value = byName.get(name);
      if (value == null) {
        throw place.wrong(name + " is missing");
      }
      return value;
    }

    /** The elements of a list; none when it is missing. */
    List<Value> list(String name) throws TrustPolicyException {
      Value value = byName.get(name);
      return value == null ? List.of() : value.list();
    }
  }
}
