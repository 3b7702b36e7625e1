package io.registrysidecar.advisory.vex;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Takes fields out of documents of strangers. */
final class VexFields {

  private static final int LONGEST = 4096;
  private static final int LONGEST_ADVICE = 500;
  private static final int BRIEF = 80;

  private VexFields() {}

  /**
   * A text, or null if it is absent; without characters that would change what a terminal shows.
   */
  static @Nullable String text(JsonNode node, String name) throws MalformedVex {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw new MalformedVex(name + " is not a text");
    }
    return text(value.textValue(), name);
  }

  /** What is told beside a statement and decides nothing; null if it is absent or no text. */
  static @Nullable String advice(JsonNode node, String name) {
    String clean = node.path(name).asText("").replaceAll("\\p{C}+", " ").strip();
    if (clean.isEmpty()) {
      return null;
    }
    return clean.length() <= LONGEST_ADVICE ? clean : clean.substring(0, LONGEST_ADVICE) + "…";
  }

  static String text(String value, String name) throws MalformedVex {
    if (value.length() > LONGEST) {
      throw new MalformedVex(name + " has more than " + LONGEST + " characters");
    }
    String clean = value.replaceAll("\\p{C}+", " ").strip();
    if (clean.isEmpty()) {
      throw new MalformedVex(name + " is empty");
    }
    return clean;
  }

  static String required(JsonNode node, String name) throws MalformedVex {
    String text = text(node, name);
    if (text == null) {
      throw new MalformedVex(name + " is missing");
    }
    return text;
  }

  /** The elements of an array; none if it is absent. */
  static List<JsonNode> list(JsonNode node, String name, int most) throws MalformedVex {
    JsonNode array = node.path(name);
    if (array.isMissingNode() || array.isNull()) {
      return List.of();
    }
    if (!array.isArray()) {
      throw new MalformedVex(name + " is not a list");
    }
    if (array.size() > most) {
      throw new MalformedVex(name + " has more than " + most + " elements");
    }
    List<JsonNode> elements = new ArrayList<>();
    array.forEach(elements::add);
    return elements;
  }

  static List<String> texts(JsonNode node, String name, int most) throws MalformedVex {
    List<String> texts = new ArrayList<>();
    for (JsonNode each : list(node, name, most)) {
      if (!each.isTextual()) {
        throw new MalformedVex(name + " holds something that is not a text");
      }
      texts.add(text(each.textValue(), name));
    }
    return texts;
  }

  /** The first of these times that is there, or null. */
  static @Nullable Instant time(JsonNode node, String... names) throws MalformedVex {
    for (String name : names) {
      String text = text(node, name);
      if (text != null) {
        try {
          return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
          throw new MalformedVex(name + " is not a time: " + brief(text), e);
        }
      }
    }
    return null;
  }

  /** A digest as registries write it, or null if the algorithm is not one of theirs. */
  static @Nullable String digest(String algorithm, String value) {
    String name = algorithm.toLowerCase(Locale.ROOT).replace("-", "");
    return name.equals("sha256") || name.equals("sha512")
        ? name + ":" + value.toLowerCase(Locale.ROOT)
        : null;
  }

  static String brief(String text) {
    String clean = text.replaceAll("\\p{C}+", " ");
    return clean.length() <= BRIEF ? clean : clean.substring(0, BRIEF) + "…";
  }
}
