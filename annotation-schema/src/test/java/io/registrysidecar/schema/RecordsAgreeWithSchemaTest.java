package io.registrysidecar.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The Java records and the JSON Schema are two spellings of one contract. This compares them member
 * by member: name, order, whether it must be there, and type, starting at {@link Report} and
 * following every record and enumeration that it reaches.
 */
class RecordsAgreeWithSchemaTest {

  private final JsonNode schema = Published.reportSchema();

  @Test
  void everyMemberOfEveryRecordIsInTheSchemaAndViceVersa() {
    Deque<Class<?>> open = new ArrayDeque<>(List.of(Report.class));
    Map<Class<?>, JsonNode> compared = new LinkedHashMap<>();
    while (!open.isEmpty()) {
      Class<?> type = open.removeFirst();
      if (compared.putIfAbsent(type, definition(type)) == null) {
        open.addAll(type.isEnum() ? List.of() : compareRecord(type, definition(type)));
      }
    }

    compared.forEach((type, definition) -> {
      if (type.isEnum()) {
        assertThat(texts(definition.get("enum"))).as(type.getSimpleName()).isEqualTo(words(type));
      }
    });
    assertThat(compared.keySet().stream().map(Class::getSimpleName))
        .as("every definition is a record or enumeration of ours, or a shared text form")
        .containsAll(definitionsThatAreTypes());
  }

  private List<Class<?>> compareRecord(Class<?> type, JsonNode definition) {
    JsonNode properties = definition.get("properties");
    List<RecordComponent> components = List.of(type.getRecordComponents());
    assertThat(components.stream().map(RecordsAgreeWithSchemaTest::jsonName).toList())
        .as("members of %s, in order", type.getSimpleName())
        .isEqualTo(properties.properties().stream().map(Map.Entry::getKey).toList());
    assertThat(new TreeSet<>(texts(definition.get("required"))))
        .as("required members of %s", type.getSimpleName())
        .isEqualTo(
            components.stream()
                .filter(component -> !mayBeMissing(component))
                .map(RecordsAgreeWithSchemaTest::jsonName)
                .collect(Collectors.toCollection(TreeSet::new)));
    for (RecordComponent component : components) {
      assertThat(kind(properties.get(jsonName(component))))
          .as("%s.%s", type.getSimpleName(), component.getName())
          .isEqualTo(kind(component.getGenericType()));
    }
    return components.stream()
        .map(component -> elementType(component.getGenericType()))
        .<Class<?>>mapMulti((candidate, found) -> {
          if (candidate instanceof Class<?> c && (c.isRecord() || c.isEnum())) {
            found.accept(c);
          }
        })
        .toList();
  }

  /** A type in one word: what the schema says. */
  private static String kind(JsonNode property) {
    if (property.has("$ref")) {
      return property
          .get("$ref")
          .asText()
          .replaceFirst("^#/\\$defs/", "")
          .replace("digest", "string");
    }
    if (property.has("const")) {
      return "string";
    }
    String type = property.get("type").asText();
    return type.equals("array") ? "array of " + kind(property.get("items")) : type;
  }

  /** A type in one word: what Java says. */
  private static String kind(Type type) {
    if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
      return "array of " + kind(generic.getActualTypeArguments()[0]);
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
      return "object";
    }
    return switch (type) {
      case Class<?> c when c == String.class -> "string";
      case Class<?> c when c == int.class || c == Integer.class || c == long.class -> "integer";
      case Class<?> c when c == double.class -> "number";
      case Class<?> c when c == boolean.class || c == Boolean.class -> "boolean";
      case Class<?> c when c == Instant.class -> "time";
      case Class<?> c when c == LocalDate.class -> "date";
      case Class<?> c -> c.getSimpleName();
      default -> throw new AssertionError("no JSON type for " + type);
    };
  }

  private static Type elementType(Type type) {
    return type instanceof ParameterizedType generic && generic.getRawType() == List.class
        ? generic.getActualTypeArguments()[0]
        : type;
  }

  private JsonNode definition(Class<?> type) {
    JsonNode definition =
        type == Report.class ? schema : schema.get("$defs").get(type.getSimpleName());
    assertThat(definition).as("definition of %s", type.getSimpleName()).isNotNull();
    return definition;
  }

  private List<String> definitionsThatAreTypes() {
    return schema.get("$defs").properties().stream()
        .map(Map.Entry::getKey)
        .filter(name -> Character.isUpperCase(name.charAt(0)))
        .toList();
  }

  private static boolean mayBeMissing(RecordComponent component) {
    JsonInclude include = component.getAccessor().getAnnotation(JsonInclude.class);
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class) || include != null;
  }

  private static String jsonName(RecordComponent component) {
    JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
    return renamed == null ? component.getName() : renamed.value();
  }

  private static List<String> words(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> ReportJson.MAPPER.valueToTree(constant).asText())
        .toList();
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
