package io.registrysidecar.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.intake.PushEvent.Action;
import io.registrysidecar.oci.OciMediaTypes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of CNCF distribution, versions 2 and 3: an array of events, each with a target, a
 * request and an actor.
 */
final class DistributionDecoder implements EventDecoder {

  private static final int MOST_EVENTS = 1000;

  @Override
  public String format() {
    return "distribution";
  }

  @Override
  public int largestBody() {
    return 1 << 20;
  }

  @Override
  public boolean recognises(Delivery delivery, JsonNode body) {
    return body.path("events").isArray();
  }

  @Override
  public Decoded decode(Delivery delivery, JsonNode body) throws UnreadableEvent {
    JsonNode envelope = body.path("events");
    if (!envelope.isArray()) {
      throw new UnreadableEvent("it has no array \"events\"");
    }
    if (envelope.size() > MOST_EVENTS) {
      throw new UnreadableEvent("it has more than " + MOST_EVENTS + " events");
    }
    List<PushEvent> events = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < envelope.size(); i++) {
      try {
        events.add(event(envelope.get(i)));
      } catch (UnreadableEvent e) {
        problems.add("event " + (i + 1) + ": " + e.getMessage());
      }
    }
    return new Decoded(events, problems);
  }

  private static PushEvent event(JsonNode event) throws UnreadableEvent {
    JsonNode target = event.path("target");
    String id = Fields.text(event, "id");
    if (id == null) {
      throw new UnreadableEvent("it has no id");
    }
    var tag = Fields.tag(Fields.text(target, "tag"));
    var digest = Fields.digest(Fields.text(target, "digest"));
    Action action = action(Fields.text(event, "action"));
    if (action == Action.DELETE && tag == null && digest == null) {
      action = Action.OTHER; // the whole repository was removed: nothing is said of any image
    }
    if (action == Action.PUSH && tag == null && digest == null) {
      throw new UnreadableEvent("it has neither tag nor digest");
    }
    return new PushEvent(
        id,
        Fields.time(Fields.text(event, "timestamp")),
        action,
        Fields.repository(Fields.text(target, "repository")),
        tag,
        digest,
        Fields.text(target, "mediaType"),
        Fields.text(event, "actor", "name"),
        Fields.text(event, "request", "useragent"),
        hint(target));
  }

  private static Action action(@Nullable String action) throws UnreadableEvent {
    return switch (action) {
      case "push" -> Action.PUSH;
      case "delete" -> Action.DELETE;
      case null -> throw new UnreadableEvent("it has no action");
      default -> Action.OTHER;
    };
  }

  /**
   * With {@code includereferences}, the first reference of an image manifest is its configuration.
   */
  private static @Nullable ManifestHint hint(JsonNode target) {
    String type = Fields.text(target, "mediaType");
    if (!OciMediaTypes.IMAGE_MANIFEST.equals(type) && !OciMediaTypes.DOCKER_MANIFEST.equals(type)) {
      return null;
    }
    String configType = Fields.text(target.path("references").path(0), "mediaType");
    return configType == null ? null : new ManifestHint(false, null, null, configType);
  }
}
