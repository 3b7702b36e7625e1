package io.registrysidecar.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.intake.PushEvent.Action;
import org.jspecify.annotations.Nullable;

/** What zot sends: CloudEvents with the whole manifest as a string. */
final class ZotDecoder implements EventDecoder {

  private static final String PREFIX = "zotregistry.";

  @Override
  public String format() {
    return "zot";
  }

  @Override
  public int largestBody() {
    return 10 << 20;
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
    JsonNode data = event.data();
    Action action =
        switch (event.type()) {
          case PREFIX + "image.updated" -> Action.PUSH;
          case PREFIX + "image.deleted" -> Action.DELETE;
          default -> Action.OTHER;
        };
    var tag = Fields.tagUnlessDigest(Fields.text(data, "reference"));
    var digest = Fields.digest(Fields.text(data, "digest"));
    if (tag == null && digest == null && action != Action.OTHER) {
      throw new UnreadableEvent("it has neither reference nor digest");
    }
    return Decoded.of(
        new PushEvent(
            event.id(),
            event.time(),
            action,
            Fields.repository(Fields.text(data, "name")),
            tag,
            digest,
            Fields.text(data, "mediaType"),
            Fields.text(data, "actor", "name"),
            Fields.text(data, "request", "useragent"),
            hint(Fields.longText(data, "manifest"))));
  }

  /** A manifest that cannot be read says nothing here; whoever scans it will say why. */
  private static @Nullable ManifestHint hint(@Nullable String manifest) {
    if (manifest == null) {
      return null;
    }
    try {
      JsonNode json = EventJson.object(manifest);
      return new ManifestHint(
          json.path("subject").isObject(),
          Fields.digest(Fields.text(json, "subject", "digest")),
          Fields.text(json, "artifactType"),
          Fields.text(json, "config", "mediaType"));
    } catch (UnreadableEvent e) {
      return null;
    }
  }
}
