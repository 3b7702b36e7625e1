package io.registrysidecar.advisory.feed;

import io.registrysidecar.advisory.feed.OsvRecord.Affected;
import io.registrysidecar.advisory.feed.OsvRecord.Rating;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of a record while it is read; its fields come in any order. */
final class RecordReading {

  private static final int LONGEST_ID = 200;

  private @Nullable String id;
  private @Nullable Instant published;
  private @Nullable Instant modified;
  private boolean withdrawn;
  private List<String> aliases = List.of();
  private List<String> upstream = List.of();
  private List<String> related = List.of();
  private List<Rating> severities = List.of();
  private @Nullable String severityWord;
  private @Nullable String summary;
  private final List<Affected> affected = new ArrayList<>();
  private final EnrichmentReading enrichment = new EnrichmentReading();

  FeedEntry read(OsvFields fields) throws IOException, WrongType {
    fields.object(name -> field(name, fields));
    fields.end();
    Enrichment other = enrichment.result(id);
    if (other != null) {
      return other;
    }
    if (id == null) {
      throw new WrongType("it has no id");
    }
    return new OsvRecord(
        id,
        published,
        modified,
        withdrawn,
        aliases,
        upstream,
        related,
        severities,
        severityWord,
        summary == null ? "" : summary,
        affected);
  }

  String idOr(String place) {
    return id == null ? place : id;
  }

  private void field(String name, OsvFields fields) throws IOException, WrongType {
    switch (name) {
      case "id" -> id = valid(fields.text());
      case "published" -> published = date(fields.word());
      case "modified" -> modified = date(fields.word());
      case "withdrawn" -> withdrawn = fields.textOrNull() != null;
      case "aliases" -> aliases = fields.texts();
      case "upstream" -> upstream = fields.texts();
      case "related" -> related = fields.texts();
      case "severity" -> severities = fields.ratings();
      case "summary" -> summary = fields.word();
      case "database_specific" -> fields.objectIfAny(key -> databaseSpecific(key, fields));
      case "affected" -> fields.list(() -> new AffectedReading(fields).addTo(affected));
      default -> enrichment.field(name, fields);
    }
  }

  private void databaseSpecific(String key, OsvFields fields) throws IOException {
    if (key.equals("severity")) {
      severityWord = fields.word();
    } else {
      fields.skip();
    }
  }

  static String valid(String id) throws WrongType {
    if (id.isEmpty() || id.length() > LONGEST_ID) {
      throw new WrongType("its id has " + id.length() + " characters");
    }
    if (id.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
      throw new WrongType("its id contains white space or control characters");
    }
    if (id.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      throw new WrongType("its id contains half a character");
    }
    return id;
  }

  /** Null when it is no date: the record is not worth less for that. */
  private static @Nullable Instant date(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
