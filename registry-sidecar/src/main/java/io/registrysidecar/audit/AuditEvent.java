package io.registrysidecar.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.Digest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an image: one link of its chain. Each names the link before it by the
 * digest of its bytes, and the first names the image's manifest, so that no link can be changed,
 * taken out or moved to another image without the next one telling.
 *
 * @param sequence its place in the chain, from 1
 * @param at when, in milliseconds
 * @param type what
 * @param actor who did it, by the registry's word or this program's, or null when nobody said
 * @param detail what there is to say, sorted by name
 * @param prev the digest of the link before, or of the image's manifest
 */
public record AuditEvent(
    long sequence,
    Instant at,
    EventType type,
    @Nullable String actor,
    Map<String, String> detail,
    Digest prev) {

  /** Cuts the time to what is stored, and copies the map. */
  public AuditEvent {
    at = at.truncatedTo(ChronoUnit.MILLIS);
    detail = Collections.unmodifiableMap(new TreeMap<>(detail));
  }

  /**
   * The bytes that its digest is of: JSON without white space, the members of each object sorted by
   * name. They are also how the event is shown, so that a reader of a trail can compute the chain.
   */
  public byte[] canonical() {
    return BoundedJson.write(json());
  }

  /** The digest that the next link names. */
  public Digest digest() {
    return Digest.sha256(canonical());
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (actor != null) {
      json.put("actor", actor);
    }
    json.put("at", at.toString());
    ObjectNode details = json.putObject("detail");
    detail.forEach(details::put);
    json.put("prev", prev.toString());
    json.put("sequence", sequence);
    json.put("type", type.word());
    return json;
  }
}
