package io.registrysidecar.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.intake.PushEvent.Action;

/** Harbor's webhook with its CloudEvents payload. */
final class HarborCloudEventsDecoder implements EventDecoder {

  private static final String PREFIX = "harbor.";

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
    return CloudEvent.of(delivery, body)
        .filter(event -> event.type().startsWith(PREFIX))
        .isPresent();
  }

  @Override
  public Decoded decode(Delivery delivery, JsonNode body) throws UnreadableEvent {
    CloudEvent event = CloudEvent.require(delivery, body);
    Action action =
        switch (event.type()) {
          case PREFIX + "artifact.pushed" -> Action.PUSH;
          case PREFIX + "artifact.deleted" -> Action.DELETE;
          default -> Action.OTHER;
        };
    String operator = delivery.header("ce-operator").orElse(Fields.text(body, "operator"));
    return HarborPayload.decode(event.data(), event.id(), event.time(), action, operator);
  }
}
