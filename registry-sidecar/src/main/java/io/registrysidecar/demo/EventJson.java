package io.registrysidecar.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.BoundedJson;
import java.time.Instant;
import java.util.UUID;

/** An event in the envelope that CNCF distribution sends. */
final class EventJson {

  static final String CONTENT_TYPE = "application/vnd.docker.distribution.events.v1+json";

  private EventJson() {}

  static byte[] envelope(RegistryEvent event, UUID id, Instant at, UUID instance) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode into = root.putArray("events").addObject();
    into.put("id", id.toString());
    into.put("timestamp", at.toString());
    into.put("action", event.action());
    RegistryRequest request = event.request();
    String host = request.header("host").orElse("localhost");
    target(into.putObject("target"), event, host);
    into.putObject("request")
        .put("id", UUID.nameUUIDFromBytes(BoundedJson.write(into)).toString())
        .put("addr", request.peer())
        .put("host", host)
        .put("method", request.method())
        .put("useragent", request.header("user-agent").orElse(""));
    into.putObject("actor");
    into.putObject("source").put("addr", host).put("instanceID", instance.toString());
    return BoundedJson.write(root);
  }

  private static void target(ObjectNode target, RegistryEvent event, String host) {
    if (event.mediaType() != null) {
      target.put("mediaType", event.mediaType()).put("size", event.size());
    }
    if (event.digest() != null) {
      target.put("digest", event.digest().toString());
    }
    if (event.mediaType() != null) {
      target.put("length", event.size());
    }
    target.put("repository", event.repository().value());
    if (event.from() != null) {
      target.put("fromRepository", event.from().value());
    }
    if (event.mediaType() != null) {
      String kind = event.mediaType().equals(RegistryEvent.BLOB) ? "blobs" : "manifests";
      target.put(
          "url",
          "http://" + host + "/v2/" + event.repository() + "/" + kind + "/" + event.digest());
    }
    if (event.tag() != null) {
      target.put("tag", event.tag());
    }
  }
}
