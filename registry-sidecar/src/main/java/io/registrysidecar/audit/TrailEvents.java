package io.registrysidecar.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedReference;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an image, as a trail in a registry tells it.
 *
 * @param events oldest first; where the history is long, the newest of it
 */
public record TrailEvents(List<AuditEvent> events) {

  private static final int MOST = 10_000;
  private static final int MOST_DETAILS = 100;

  /** Copies the list. */
  public TrailEvents {
    events = List.copyOf(events);
  }

  /**
   * Reads the predicate of an attested trail.
   *
   * @throws MalformedStatement if its events are not as this program writes them
   */
  public static TrailEvents read(ObjectNode predicate) throws MalformedStatement {
    JsonNode list = predicate.path("events");
    if (!list.isArray() || list.size() > MOST) {
      throw new MalformedStatement("it has no list of at most " + MOST + " events");
    }
    List<AuditEvent> events = new ArrayList<>();
    for (JsonNode each : list) {
      events.add(event(each));
    }
    return new TrailEvents(events);
  }

  /**
   * Whether each of the events fits to the one before it. What was cut off at the end is not seen:
   * that only who has the whole history can tell.
   *
   * @param image the digest of the image's manifest
   */
  public EventChain.Result check(Digest image) {
    if (events.isEmpty()) {
      return new EventChain.Result.Whole(0, image);
    }
    AuditEvent last = events.getLast();
    return EventChain.check(image, events, events.size(), last.sequence(), last.digest());
  }

  private static AuditEvent event(JsonNode json) throws MalformedStatement {
    Optional<EventType> type = EventType.of(json.path("type").asText());
    if (type.isEmpty() || !json.path("sequence").canConvertToLong()) {
      throw new MalformedStatement("it has an event of an unknown type, or without a number");
    }
    try {
      return new AuditEvent(
          json.path("sequence").asLong(),
          Instant.parse(json.path("at").asText()),
          type.get(),
          actor(json.path("actor")),
          detail(json.path("detail")),
          Digest.parse(json.path("prev").asText()));
    } catch (DateTimeParseException | MalformedReference e) {
      throw new MalformedStatement("it has an event without a time or a predecessor", e);
    }
  }

  private static @Nullable String actor(JsonNode actor) {
    return actor.isTextual() ? actor.asText() : null;
  }

  private static Map<String, String> detail(JsonNode json) throws MalformedStatement {
    Map<String, String> detail = new TreeMap<>();
    for (Map.Entry<String, JsonNode> each : json.properties()) {
      if (!each.getValue().isTextual() || detail.size() == MOST_DETAILS) {
        throw new MalformedStatement("it has an event whose detail is no list of texts");
      }
      detail.put(each.getKey(), each.getValue().asText());
    }
    return detail;
  }
}
