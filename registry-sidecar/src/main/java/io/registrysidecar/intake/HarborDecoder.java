package io.registrysidecar.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.intake.PushEvent.Action;
import io.registrysidecar.oci.Digest;
import java.time.Instant;

/**
 * Harbor's webhook with its default payload. It has no identifier: what is equal to the byte is the
 * same event.
 */
final class HarborDecoder implements EventDecoder {

  @Override
  public String format() {
    return "harbor";
  }

  @Override
  public int largestBody() {
    return 1 << 20;
  }

  @Override
  public boolean recognises(Delivery delivery, JsonNode body) {
    return body.path("event_data").isObject();
  }

  @Override
  public Decoded decode(Delivery delivery, JsonNode body) throws UnreadableEvent {
    String type = Fields.text(body, "type");
    if (type == null) {
      throw new UnreadableEvent("it has no type");
    }
    Action action =
        switch (type) {
          case "PUSH_ARTIFACT", "pushImage" -> Action.PUSH;
          case "DELETE_ARTIFACT", "deleteImage" -> Action.DELETE;
          default -> Action.OTHER;
        };
    return HarborPayload.decode(
        body.path("event_data"),
        Digest.sha256(delivery.body()).hex(),
        body.path("occur_at").canConvertToLong()
            ? Instant.ofEpochSecond(Math.floorMod(body.path("occur_at").longValue(), 1L << 36))
            : null,
        action,
        Fields.text(body, "operator"));
  }
}
