package io.registrysidecar.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.intake.PushEvent.Action;
import org.jspecify.annotations.Nullable;

/** Events as they lie in the inbox. */
final class EventCodec {

  private EventCodec() {}

  static String write(PushEvent event) {
    ObjectNode json = EventJson.MAPPER.createObjectNode();
    json.put("id", event.id());
    put(json, "occurredAt", event.occurredAt());
    json.put("action", event.action().name());
    json.put("repository", event.repository().value());
    put(json, "tag", event.tag());
    put(json, "digest", event.digest());
    put(json, "mediaType", event.mediaType());
    put(json, "actor", event.actor());
    put(json, "userAgent", event.userAgent());
    ManifestHint manifest = event.manifest();
    if (manifest != null) {
      ObjectNode hint = json.putObject("manifest");
      hint.put("hasSubject", manifest.hasSubject());
      put(hint, "subject", manifest.subject());
      put(hint, "artifactType", manifest.artifactType());
      put(hint, "configType", manifest.configType());
    }
    return json.toString();
  }

  private static void put(ObjectNode json, String name, @Nullable Object value) {
    if (value != null) {
      json.put(name, value.toString());
    }
  }

  static PushEvent read(String text) throws UnreadableEvent {
    JsonNode json = EventJson.object(text);
    String id = Fields.text(json, "id");
    return new PushEvent(
        id == null ? "" : id,
        Fields.time(Fields.text(json, "occurredAt")),
        action(Fields.text(json, "action")),
        Fields.repository(Fields.text(json, "repository")),
        Fields.tag(Fields.text(json, "tag")),
        Fields.digest(Fields.text(json, "digest")),
        Fields.text(json, "mediaType"),
        Fields.text(json, "actor"),
        Fields.text(json, "userAgent"),
        hint(json.path("manifest")));
  }

  private static Action action(@Nullable String name) {
    return switch (name) {
      case "PUSH" -> Action.PUSH;
      case "DELETE" -> Action.DELETE;
      case null, default -> Action.OTHER;
    };
  }

  private static @Nullable ManifestHint hint(JsonNode json) throws UnreadableEvent {
    return json.isObject()
        ? new ManifestHint(
            json.path("hasSubject").booleanValue(),
            Fields.digest(Fields.text(json, "subject")),
            Fields.text(json, "artifactType"),
            Fields.text(json, "configType"))
        : null;
  }
}
