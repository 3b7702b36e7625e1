package io.registrysidecar.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Descriptors and annotation maps to and from JSON. */
final class DescriptorJson {

  private static final Set<String> KNOWN =
      Set.of("mediaType", "digest", "size", "artifactType", "annotations", "platform");

  private DescriptorJson() {}

  /** Reads a descriptor; {@code where} names it in the message. */
  static Descriptor read(JsonNode node, String where) throws MalformedManifest {
    if (!node.isObject()) {
      throw new MalformedManifest(where + " is not a descriptor");
    }
    JsonNode size = node.path("size");
    if (!size.canConvertToLong() || !size.isIntegralNumber() || size.longValue() < 0) {
      throw new MalformedManifest(where + " has no valid size");
    }
    return new Descriptor(
        requiredText(node, "mediaType", where),
        digest(node, where),
        size.longValue(),
        optionalText(node, "artifactType", where),
        annotations(node, where),
        platform(node.path("platform"), where),
        unknown(node));
  }

  /**
   * A descriptor as a new object, annotations sorted by key, so that equal descriptors give equal
   * bytes.
   */
  static ObjectNode write(Descriptor descriptor) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("mediaType", descriptor.mediaType());
    node.put("digest", descriptor.digest().toString());
    node.put("size", descriptor.size());
    if (descriptor.artifactType() != null) {
      node.put("artifactType", descriptor.artifactType());
    }
    if (!descriptor.annotations().isEmpty()) {
      node.set("annotations", write(descriptor.annotations()));
    }
    Platform platform = descriptor.platform();
    if (platform != null) {
      ObjectNode into = node.putObject("platform");
      into.put("architecture", platform.architecture()).put("os", platform.os());
      if (platform.variant() != null) {
        into.put("variant", platform.variant());
      }
    }
    new TreeMap<>(descriptor.unknown()).forEach(node::set);
    return node;
  }

  /** An annotation map sorted by key. */
  static ObjectNode write(Map<String, String> annotations) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    new TreeMap<>(annotations).forEach(node::put);
    return node;
  }

  static Map<String, String> annotations(JsonNode holder, String where) throws MalformedManifest {
    JsonNode node = holder.path("annotations");
    if (node.isMissingNode() || node.isNull()) {
      return Map.of();
    }
    if (!node.isObject()) {
      throw new MalformedManifest(where + " has annotations that are not an object");
    }
    Map<String, String> annotations = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!entry.getValue().isTextual()) {
        throw new MalformedManifest(where + " has an annotation that is not text");
      }
      annotations.put(entry.getKey(), entry.getValue().textValue());
    }
    return annotations;
  }

  static @Nullable String optionalText(JsonNode holder, String name, String where)
      throws MalformedManifest {
    JsonNode node = holder.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    if (!node.isTextual()) {
      throw new MalformedManifest(where + " has a " + name + " that is not text");
    }
    return node.textValue().isEmpty() ? null : node.textValue();
  }

  private static String requiredText(JsonNode holder, String name, String where)
      throws MalformedManifest {
    String text = optionalText(holder, name, where);
    if (text == null) {
      throw new MalformedManifest(where + " has no " + name);
    }
    return text;
  }

  private static Digest digest(JsonNode node, String where) throws MalformedManifest {
    try {
      return Digest.parse(requiredText(node, "digest", where));
    } catch (MalformedReference e) {
      throw new MalformedManifest(where + ": " + e.getMessage(), e);
    }
  }

  private static @Nullable Platform platform(JsonNode node, String where) throws MalformedManifest {
    if (!node.isObject()) {
      return null;
    }
    String os = optionalText(node, "os", where);
    String architecture = optionalText(node, "architecture", where);
    return new Platform(
        os == null ? "unknown" : os,
        architecture == null ? "unknown" : architecture,
        optionalText(node, "variant", where));
  }

  private static Map<String, JsonNode> unknown(JsonNode node) {
    Map<String, JsonNode> unknown = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!KNOWN.contains(entry.getKey())) {
        unknown.put(entry.getKey(), entry.getValue());
      }
    }
    return unknown;
  }
}
