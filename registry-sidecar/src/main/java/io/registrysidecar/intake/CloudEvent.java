package io.registrysidecar.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A CloudEvent 1.0 over HTTP, in binary mode (attributes in {@code Ce-} headers) or structured mode
 * (all in one JSON object).
 *
 * @param id its identifier, unique within its source
 * @param type what it tells
 * @param time when, or null
 * @param data its content
 */
record CloudEvent(String id, String type, @Nullable Instant time, JsonNode data) {

  /** The event of a delivery, if it is a CloudEvent. */
  static Optional<CloudEvent> of(Delivery delivery, JsonNode body) {
    String type = delivery.header("ce-type").orElse(null);
    if (type != null) {
      return delivery
          .header("ce-id")
          .map(id ->
              new CloudEvent(id, type, Fields.time(delivery.header("ce-time").orElse(null)), body));
    }
    String structuredType = Fields.text(body, "type");
    String id = Fields.text(body, "id");
    if (structuredType == null || id == null || !body.has("specversion")) {
      return Optional.empty();
    }
    return Optional.of(
        new CloudEvent(
            id, structuredType, Fields.time(Fields.text(body, "time")), body.path("data")));
  }

  /** The same, for a format that is a CloudEvent always. */
  static CloudEvent require(Delivery delivery, JsonNode body) throws UnreadableEvent {
    return of(delivery, body).orElseThrow(() -> new UnreadableEvent("it is no CloudEvent"));
  }
}
