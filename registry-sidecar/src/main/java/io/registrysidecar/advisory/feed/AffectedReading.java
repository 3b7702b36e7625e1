package io.registrysidecar.advisory.feed;

import io.registrysidecar.advisory.feed.OsvRecord.Affected;
import io.registrysidecar.advisory.feed.OsvRecord.Event;
import io.registrysidecar.advisory.feed.OsvRecord.Range;
import io.registrysidecar.advisory.feed.OsvRecord.Rating;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is known of one element of {@code affected} while it is read. */
final class AffectedReading {

  private final OsvFields fields;
  private @Nullable String ecosystem;
  private @Nullable String name;
  private List<Range> ranges = List.of();
  private List<Range> customRanges = List.of();
  private List<String> versions = List.of();
  private List<Rating> severities = List.of();
  private @Nullable String urgency;
  private @Nullable String status;
  private @Nullable String lastKnownAffected;
  private @Nullable String informational;
  private @Nullable String repository;
  private final PlatformReading platforms = new PlatformReading();
  private final Map<String, String> binaries = new TreeMap<>();

  AffectedReading(OsvFields fields) {
    this.fields = fields;
  }

  /** Adds what was read, unless it names no package, as elements about a git repository do. */
  void addTo(List<Affected> affected) throws IOException, WrongType {
    fields.object(this::field);
    if (ecosystem != null && name != null) {
      affected.add(
          new Affected(
              ecosystem,
              name,
              ranges,
              customRanges,
              versions,
              severities,
              urgency,
              status,
              lastKnownAffected,
              informational,
              binaries,
              repository,
              platforms.scope()));
    }
  }

  private void field(String field) throws IOException, WrongType {
    switch (field) {
      case "package" -> fields.object(this::packageField);
      case "ranges" -> ranges = ranges();
      case "versions" -> versions = fields.texts();
      case "severity" -> severities = fields.ratings();
      case "ecosystem_specific" -> fields.objectIfAny(this::ecosystemSpecific);
      case "database_specific" -> fields.objectIfAny(this::databaseSpecific);
      default -> fields.skip();
    }
  }

  private void packageField(String field) throws IOException, WrongType {
    switch (field) {
      case "ecosystem" -> ecosystem = fields.text();
      case "name" -> name = fields.text();
      default -> fields.skip();
    }
  }

  private void ecosystemSpecific(String field) throws IOException, WrongType {
    switch (field) {
      case "urgency" -> urgency = fields.word();
      case "status" -> status = fields.word();
      case "affects" -> platforms.affects(fields);
      case "imports" -> platforms.imports(fields);
      case "custom_ranges" -> customRanges = ranges();
      case "binaries" -> fields.list(() -> fields.objectIfAny(this::binary));
      default -> fields.skip();
    }
  }

  private void databaseSpecific(String field) throws IOException {
    switch (field) {
      case "last_known_affected_version_range" -> lastKnownAffected = fields.word();
      case "informational" -> informational = fields.word();
      case "repo" -> repository = fields.word();
      default -> fields.skip();
    }
  }

  private void binary(String name) throws IOException {
    String version = fields.word();
    if (version != null) {
      binaries.put(name, version);
    }
  }

  /** Ranges in terms of git commits are dropped. */
  private List<Range> ranges() throws IOException, WrongType {
    List<Range> found = new ArrayList<>();
    fields.list(() -> {
      String[] type = {""};
      List<Event> events = new ArrayList<>();
      fields.object(field -> {
        switch (field) {
          case "type" -> type[0] = fields.text();
          case "events" -> fields.list(() -> fields.object(kind -> event(kind, events)));
          default -> fields.skip();
        }
      });
      if (!type[0].equals("GIT") && !events.isEmpty()) {
        found.add(new Range(events));
      }
    });
    return found;
  }

  private void event(String kind, List<Event> events) throws IOException, WrongType {
    switch (kind) {
      case "introduced", "fixed", "last_affected" -> events.add(new Event(kind, fields.text()));
      default -> fields.skip();
    }
  }
}
