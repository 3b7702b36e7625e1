package io.registrysidecar.sign.dsse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.Digest;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One artifact that a statement is about: in in-toto's words, a resource descriptor.
 *
 * @param name what the writer calls it; empty if nothing
 * @param digests hexadecimal by algorithm, both as in-toto writes them
 */
public record Subject(String name, Map<String, String> digests) {

  private static final int MOST_DIGESTS = 32;
  private static final Set<String> MEMBERS =
      Set.of("name", "uri", "digest", "content", "downloadLocation", "mediaType", "annotations");

  /** Copies the digests. */
  public Subject {
    digests = Map.copyOf(digests);
  }

  static Subject of(String name, Digest digest) {
    return new Subject(name, Map.of(digest.algorithm().prefix(), digest.hex()));
  }

  static Subject parse(JsonNode node) throws MalformedEnvelope {
    Json.onlyMembers(node, MEMBERS, "a subject of the statement");
    JsonNode digest = node.path("digest");
    if (!digest.isObject() || digest.isEmpty() || digest.size() > MOST_DIGESTS) {
      throw new MalformedEnvelope(
          "a subject of the statement has no digests, or more than " + MOST_DIGESTS);
    }
    Map<String, String> digests = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : digest.properties()) {
      digests.put(entry.getKey(), Json.text(digest, entry.getKey(), "a digest of a subject"));
    }
    String name = node.hasNonNull("name") ? Json.text(node, "name", "a subject") : "";
    return new Subject(name, digests);
  }

  boolean is(Digest digest) {
    return digest.hex().equals(digests.get(digest.algorithm().prefix()));
  }

  ObjectNode toJson() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ObjectNode into = node.putObject("digest");
    digests.forEach(into::put);
    if (!name.isEmpty()) {
      node.put("name", name);
    }
    return node;
  }
}
