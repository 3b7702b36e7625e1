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
 * @param annotations what else the writer says of it: texts only, others are passed over
 */
public record Subject(String name, Map<String, String> digests, Map<String, String> annotations) {

  private static final int MOST_DIGESTS = 32;
  private static final Set<String> MEMBERS =
      Set.of("name", "uri", "digest", "content", "downloadLocation", "mediaType", "annotations");

  /** Copies the maps. */
  public Subject {
    digests = Map.copyOf(digests);
    annotations = Map.copyOf(annotations);
  }

  /** An artifact of which nothing more is said. */
  public static Subject of(String name, Digest digest) {
    return of(name, digest, Map.of());
  }

  /** An artifact with annotations, which are signed with the rest. */
  public static Subject of(String name, Digest digest, Map<String, String> annotations) {
    return new Subject(name, Map.of(digest.algorithm().prefix(), digest.hex()), annotations);
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
    Map<String, String> annotations = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : node.path("annotations").properties()) {
      if (entry.getValue().isTextual()) {
        annotations.put(entry.getKey(), entry.getValue().textValue());
      }
    }
    return new Subject(name, digests, annotations);
  }

  /** Whether it is the artifact with this digest. */
  public boolean is(Digest digest) {
    return digest.hex().equals(digests.get(digest.algorithm().prefix()));
  }

  ObjectNode toJson() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ObjectNode into = node.putObject("digest");
    digests.forEach(into::put);
    if (!name.isEmpty()) {
      node.put("name", name);
    }
    if (!annotations.isEmpty()) {
      ObjectNode more = node.putObject("annotations");
      annotations.forEach(more::put);
    }
    return node;
  }
}
