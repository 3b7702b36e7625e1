package io.registrysidecar.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.intake.PushEvent.Action;
import java.util.UUID;

/**
 * The format for scripts and for registries that can be given a template: {@code {"repository": …,
 * "tag": … or "digest": …}}, with {@code "action": "push"} (the default) or {@code "delete"} and an
 * {@code "id"} if one likes.
 */
final class GenericDecoder implements EventDecoder {

  @Override
  public String format() {
    return "generic";
  }

  @Override
  public int largestBody() {
    return 1 << 20;
  }

  @Override
  public boolean recognises(Delivery delivery, JsonNode body) {
    return body.path("repository").isTextual() && (body.has("tag") || body.has("digest"));
  }

  @Override
  public Decoded decode(Delivery delivery, JsonNode body) throws UnreadableEvent {
    var tag = Fields.tag(Fields.text(body, "tag"));
    var digest = Fields.digest(Fields.text(body, "digest"));
    if (tag == null && digest == null) {
      throw new UnreadableEvent(
          "it has neither tag nor digest; send {\"repository\": …, \"tag\": …} or {\"repository\":"
              + " …, \"digest\": …}");
    }
    String id = Fields.text(body, "id");
    String action = Fields.text(body, "action");
    return Decoded.of(
        new PushEvent(
            id == null ? UUID.randomUUID().toString() : id,
            null,
            action == null || action.equals("push")
                ? Action.PUSH
                : action.equals("delete") ? Action.DELETE : Action.OTHER,
            Fields.repository(Fields.text(body, "repository")),
            tag,
            digest,
            null,
            null,
            delivery.header("user-agent").orElse(null),
            null));
  }
}
