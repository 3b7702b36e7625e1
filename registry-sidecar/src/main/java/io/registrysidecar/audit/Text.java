package io.registrysidecar.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads short texts out of documents that others wrote. What is not one counts as absent. */
final class Text {

  /** No address, name or value that people use is longer. */
  static final int LONGEST = 4096;

  private Text() {}

  static Optional<String> of(JsonNode node) {
    return node.isTextual() ? of(node.textValue()) : Optional.empty();
  }

  static Optional<String> of(@Nullable String text) {
    return text == null || text.isBlank() || text.length() > LONGEST
        ? Optional.empty()
        : Optional.of(text.strip());
  }

  static @Nullable String orNull(JsonNode node) {
    return of(node).orElse(null);
  }

  /** The first of several places where something may be said. */
  static @Nullable String firstOf(JsonNode... nodes) {
    for (JsonNode node : nodes) {
      Optional<String> text = of(node);
      if (text.isPresent()) {
        return text.get();
      }
    }
    return null;
  }

  /** A time of RFC 3339. */
  static @Nullable Instant time(JsonNode node) {
    return of(node).map(Text::time).orElse(null);
  }

  static @Nullable Instant time(String text) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      return time.getYear() < 1970 || time.getYear() > 9998 ? null : time.toInstant();
    } catch (DateTimeParseException e) {
      return null; // a time that nobody can read says nothing
    }
  }
}
