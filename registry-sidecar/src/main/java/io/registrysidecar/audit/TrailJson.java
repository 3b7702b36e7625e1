package io.registrysidecar.audit;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.Digest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Trails as JSON; {@code audit-trail.v1.schema.json} describes it. Members come in a fixed order.
 */
final class TrailJson {

  private static final JsonMapper MAPPER = new JsonMapper();

  private TrailJson() {}

  static ObjectNode of(AuditTrail trail) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode image = json.putObject("image");
    image.put("repository", trail.repository()).put("digest", trail.digest().toString());
    if (trail.platform() != null && !trail.platform().isUnknown()) {
      image.put("platform", trail.platform().toString());
    }
    if (!trail.tags().isEmpty()) {
      strings(image.putArray("tags"), trail.tags());
    }
    content(json.putObject("content"), trail.origin().content());
    List<BuildClaim> built = trail.origin().built();
    ArrayNode claims = json.putArray("built");
    built.forEach(claim -> claims.add(ClaimJson.of(claim)));
    strings(json.putArray("conflicts"), Conflicts.in(built));
    ArrayNode signatures = json.putArray("signatures");
    ArrayNode attestations = json.putArray("attestations");
    for (Attached each : trail.origin().attached()) {
      (each.isSignature() ? signatures : attestations).add(attached(each));
    }
    ArrayNode events = json.putArray("events");
    trail.events().forEach(event -> events.add(event.json()));
    put(json, "previous", trail.previous());
    return json;
  }

  static Map<String, Object> map(ObjectNode json) {
    return MAPPER.convertValue(json, new TypeReference<Map<String, Object>>() {});
  }

  static byte[] complete(
      Map<String, Object> part,
      String repository,
      Digest digest,
      List<String> tags,
      List<AuditEvent> events,
      @Nullable Digest previous) {
    ObjectNode json = MAPPER.valueToTree(part);
    if (!(json.get("image") instanceof ObjectNode)) {
      json = JsonNodeFactory.instance.objectNode();
      json.putObject("image").put("repository", repository).put("digest", digest.toString());
      for (String list : List.of("built", "conflicts", "signatures", "attestations")) {
        json.putArray(list);
      }
    }
    if (json.get("image") instanceof ObjectNode image && !tags.isEmpty()) {
      strings(image.putArray("tags"), tags.stream().sorted().distinct().toList());
    }
    ArrayNode list = json.putArray("events");
    events.forEach(event -> list.add(event.json()));
    put(json, "previous", previous);
    return BoundedJson.write(json);
  }

  /** Whether the signatures or attestations of a trail are those of an artifact, too. */
  static boolean tellsOf(Map<String, Object> part, Digest artifact) {
    return Stream.of("signatures", "attestations")
        .map(part::get)
        .filter(List.class::isInstance)
        .flatMap(list -> ((List<?>) list).stream())
        .anyMatch(each ->
            each instanceof Map<?, ?> found && artifact.toString().equals(found.get("manifest")));
  }

  private static void content(ObjectNode json, Content content) {
    put(json, "index", content.index());
    put(json, "manifest", content.manifest());
    put(json, "config", content.config());
    strings(json.putArray("layers"), content.layers().stream().map(Digest::toString).toList());
    put(json, "archive", content.archive());
  }

  private static ObjectNode attached(Attached found) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("kind", found.kind().word());
    put(json, "manifest", found.manifest());
    put(json, "blob", found.blob());
    put(json, "predicateType", found.predicateType());
    json.put("result", found.result().word());
    found.trust().ifPresent(trust -> json.put("trust", trust.word()));
    put(json, "signer", found.signer());
    if (!found.detail().isEmpty()) {
      json.put("detail", found.detail());
    }
    put(json, "index", found.index());
    return json;
  }

  static void strings(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }

  /** Puts a member where there is something to put. */
  static void put(ObjectNode json, String name, @Nullable Object value) {
    if (value instanceof Boolean truth) {
      json.put(name, truth);
    } else if (value != null && !value.toString().isEmpty()) {
      json.put(name, value.toString());
    }
  }
}
