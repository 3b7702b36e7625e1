package io.registrysidecar.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.intake.PushEvent.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Harbor says in both of its formats: resources of one repository. Where there is no tag, it
 * repeats the digest as the tag.
 */
final class HarborPayload {

  private static final int MOST_RESOURCES = 1000;

  private HarborPayload() {}

  static Decoded decode(
      JsonNode data, String id, @Nullable Instant time, Action action, @Nullable String operator)
      throws UnreadableEvent {
    var repository = Fields.repository(Fields.text(data, "repository", "repo_full_name"));
    JsonNode resources = data.path("resources");
    if (resources.size() > MOST_RESOURCES) {
      throw new UnreadableEvent("it has more than " + MOST_RESOURCES + " resources");
    }
    List<PushEvent> events = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < resources.size(); i++) {
      JsonNode resource = resources.get(i);
      try {
        var tag = Fields.tagUnlessDigest(Fields.text(resource, "tag"));
        var digest = Fields.digest(Fields.text(resource, "digest"));
        if (tag == null && digest == null && action != Action.OTHER) {
          throw new UnreadableEvent("it has neither tag nor digest");
        }
        events.add(
            new PushEvent(
                i == 0 ? id : id + "/" + i,
                time,
                action,
                repository,
                tag,
                digest,
                null,
                operator,
                null,
                null));
      } catch (UnreadableEvent e) {
        problems.add("resource " + (i + 1) + ": " + e.getMessage());
      }
    }
    return new Decoded(events, problems);
  }
}
