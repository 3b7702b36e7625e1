package io.registrysidecar.sign.sigstore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedReference;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The payload of a legacy signature ("simple signing").
 *
 * @param reference the repository that the signer saw the image in; podman compares it, cosign does
 *     not
 * @param image the digest of the signed manifest
 * @param optional what the signer says beside, as far as it is text
 */
record SimpleSigning(String reference, Digest image, Map<String, String> optional) {

  static final String MEDIA_TYPE = "application/vnd.dev.cosign.simplesigning.v1+json";

  private static final String TYPE = "cosign container image signature";
  private static final int LARGEST = 1 << 20;

  SimpleSigning {
    optional = Map.copyOf(optional);
  }

  SimpleSigning(String reference, Digest image) {
    this(reference, image, Map.of());
  }

  static SimpleSigning parse(byte[] json) throws MalformedDocument {
    JsonNode root = ProtoJson.read(json, LARGEST, "the payload");
    JsonNode critical = ProtoJson.object(root, "critical");
    String type = ProtoJson.text(critical, "type");
    if (!type.equals(TYPE)) {
      throw new MalformedDocument("the payload is of the type " + Brief.of(type) + ", not " + TYPE);
    }
    String digest = ProtoJson.text(ProtoJson.object(critical, "image"), "docker-manifest-digest");
    try {
      return new SimpleSigning(
          ProtoJson.object(critical, "identity").path("docker-reference").asText(),
          Digest.parse(digest),
          texts(root.path("optional")));
    } catch (MalformedReference e) {
      throw new MalformedDocument("the payload names no valid digest", e);
    }
  }

  byte[] toBytes() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode critical = root.putObject("critical");
    critical.putObject("identity").put("docker-reference", reference);
    critical.putObject("image").put("docker-manifest-digest", image.toString());
    critical.put("type", TYPE);
    if (optional.isEmpty()) {
      root.putNull("optional");
    } else {
      ObjectNode said = root.putObject("optional");
      new TreeMap<>(optional).forEach(said::put);
    }
    return BoundedJson.write(root);
  }

  /** Anybody may say anything there; what is no text is nobody's business. */
  private static Map<String, String> texts(JsonNode optional) {
    Map<String, String> texts = new HashMap<>();
    for (Map.Entry<String, JsonNode> each : optional.properties()) {
      if (each.getValue().isTextual()) {
        texts.put(each.getKey(), each.getValue().textValue());
      }
    }
    return texts;
  }
}
