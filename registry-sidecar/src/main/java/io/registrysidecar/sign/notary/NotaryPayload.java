package io.registrysidecar.sign.notary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedReference;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a signature is of: one artifact, and what the signer says about it.
 *
 * @param target media type, digest and size of the artifact's manifest
 * @param metadata what the signer says, key to value
 */
public record NotaryPayload(Descriptor target, Map<String, String> metadata) {

  /** The content type of such a payload. */
  public static final String CONTENT_TYPE = "application/vnd.cncf.notary.payload.v1+json";

  private static final String TARGET = "targetArtifact";

  /** Copies the metadata, and keeps nothing of the target but what is signed. */
  public NotaryPayload {
    target = Descriptor.of(target.mediaType(), target.digest(), target.size());
    metadata = Map.copyOf(metadata);
  }

  /** The payload of a verified envelope. */
  static NotaryPayload of(Envelope envelope) throws MalformedEnvelope {
    if (!envelope.contentType().equals(CONTENT_TYPE)) {
      throw new MalformedEnvelope(
          "its payload is of the type \"%s\", not %s"
              .formatted(envelope.contentType(), CONTENT_TYPE));
    }
    return parse(envelope.content());
  }

  static NotaryPayload parse(byte[] content) throws MalformedEnvelope {
    JsonNode root;
    try {
      root = BoundedJson.read(content);
    } catch (IOException e) {
      throw new MalformedEnvelope("its payload is not JSON this program reads", e);
    }
    JsonNode target = root.path(TARGET);
    if (root.size() != 1 || !target.isObject()) {
      throw new MalformedEnvelope("its payload is not a " + TARGET + " and nothing else");
    }
    JsonNode size = target.path("size");
    if (!size.isIntegralNumber() || !size.canConvertToLong() || size.longValue() < 0) {
      throw new MalformedEnvelope("its payload has no valid size");
    }
    return new NotaryPayload(
        Descriptor.of(
            text(target.path("mediaType"), "mediaType"),
            digest(text(target.path("digest"), "digest")),
            size.longValue()),
        metadata(target.path("annotations")));
  }

  /** The bytes to sign; members and annotations are sorted, as other signers write them. */
  byte[] toBytes() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode into = root.putObject(TARGET);
    if (!metadata.isEmpty()) {
      ObjectNode annotations = into.putObject("annotations");
      new TreeMap<>(metadata).forEach(annotations::put);
    }
    into.put("digest", target.digest().toString());
    into.put("mediaType", target.mediaType());
    into.put("size", target.size());
    return BoundedJson.write(root);
  }

  /** Why this is not a signature of {@code artifact}; empty when it is. */
  public Optional<String> isNotOf(Descriptor artifact) {
    if (!target.digest().equals(artifact.digest())) {
      return differs("digest", target.digest(), artifact.digest());
    }
    if (!target.mediaType().equals(artifact.mediaType())) {
      return differs("media type", target.mediaType(), artifact.mediaType());
    }
    if (target.size() != artifact.size()) {
      return differs("size", target.size(), artifact.size());
    }
    return Optional.empty();
  }

  private static Optional<String> differs(String what, Object signed, Object actual) {
    return Optional.of(
        "it was made for another artifact: the signed %s is %s, the artifact's is %s"
            .formatted(what, signed, actual));
  }

  private static String text(JsonNode node, String name) throws MalformedEnvelope {
    if (!node.isTextual() || node.textValue().isEmpty()) {
      throw new MalformedEnvelope("its payload has no " + name);
    }
    return node.textValue();
  }

  private static Digest digest(String text) throws MalformedEnvelope {
    try {
      return Digest.parse(text);
    } catch (MalformedReference e) {
      throw new MalformedEnvelope("its payload: " + e.getMessage(), e);
    }
  }

  private static Map<String, String> metadata(JsonNode node) throws MalformedEnvelope {
    Map<String, String> metadata = new LinkedHashMap<>();
    if (!node.isObject() && !node.isMissingNode()) {
      throw new MalformedEnvelope("its payload has annotations that are not an object");
    }
    for (Map.Entry<String, JsonNode> each : node.properties()) {
      if (!each.getValue().isTextual()) {
        throw new MalformedEnvelope("its payload has an annotation that is not text");
      }
      metadata.put(each.getKey(), each.getValue().textValue());
    }
    return metadata;
  }
}
