package io.registrysidecar.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A list of referrers as registries keep it: an image index, from the referrers API or under the
 * fallback tag.
 *
 * <p>Several programs rewrite the list under a fallback tag, so everything that this program does
 * not understand stays exactly as it is: fields, entries and their order. Immutable.
 */
public final class ReferrersIndex {

  private static final String MANIFESTS = "manifests";

  private final ObjectNode root;

  private ReferrersIndex(ObjectNode root) {
    this.root = root;
  }

  /** A list without entries. */
  public static ReferrersIndex empty() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("schemaVersion", 2);
    root.put("mediaType", OciMediaTypes.IMAGE_INDEX);
    root.putArray(MANIFESTS);
    return new ReferrersIndex(root);
  }

  /**
   * Reads a list.
   *
   * @throws MalformedManifest if the bytes are not an image index
   */
  public static ReferrersIndex parse(byte[] raw) throws MalformedManifest {
    JsonNode node;
    try {
      node = BoundedJson.read(raw);
    } catch (IOException e) {
      throw new MalformedManifest("it is not JSON this program reads", e);
    }
    if (!(node instanceof ObjectNode root) || root.has("layers") || root.has("config")) {
      throw new MalformedManifest("it is not an image index");
    }
    JsonNode declared = root.path("mediaType");
    boolean otherType =
        declared.isTextual() && !declared.textValue().equals(OciMediaTypes.IMAGE_INDEX);
    JsonNode entries = root.path(MANIFESTS);
    boolean noList = !entries.isArray() && !entries.isNull() && !entries.isMissingNode();
    if (otherType || noList) {
      throw new MalformedManifest("it is not an image index");
    }
    return new ReferrersIndex(root);
  }

  /**
   * The entries that can be understood, in order. Entries of others that are malformed are left
   * out.
   */
  public List<Descriptor> entries() {
    List<Descriptor> entries = new ArrayList<>();
    for (JsonNode node : root.path(MANIFESTS)) {
      understood(node).ifPresent(entries::add);
    }
    return entries;
  }

  /**
   * Whether every one of {@code wanted} is listed with its artifact type and annotations, and none
   * of {@code unwanted} is.
   */
  public boolean has(Collection<Descriptor> wanted, Collection<Digest> unwanted) {
    List<Descriptor> entries = entries();
    return wanted.stream().allMatch(w -> entries.stream().anyMatch(e -> says(e, w)))
        && entries.stream().noneMatch(e -> unwanted.contains(e.digest()));
  }

  /**
   * This list with {@code add} in it and without {@code remove}. New entries come last; an entry
   * that is there already keeps its place and its unknown fields.
   */
  public ReferrersIndex change(Collection<Descriptor> add, Collection<Digest> remove) {
    Set<String> unwanted = new HashSet<>();
    remove.forEach(digest -> unwanted.add(digest.toString()));
    ObjectNode changed = root.deepCopy();
    // An index with a subject would itself be a referrer; the list under the tag must not be one.
    changed.remove("subject");
    ArrayNode entries = changed.putArray(MANIFESTS);
    Set<String> seen = new HashSet<>();
    for (JsonNode entry : root.path(MANIFESTS)) {
      String digest = entry.path("digest").asText();
      if (!unwanted.contains(digest) && (digest.isEmpty() || seen.add(digest))) {
        entries.add(completed(entry, add));
      }
    }
    for (Descriptor descriptor : add) {
      if (seen.add(descriptor.digest().toString())) {
        entries.add(DescriptorJson.write(descriptor));
      }
    }
    return new ReferrersIndex(changed);
  }

  /** The bytes to store. */
  public byte[] toBytes() {
    return BoundedJson.write(root);
  }

  /** Somebody else's malformed entry must not hide the others. */
  private static Optional<Descriptor> understood(JsonNode entry) {
    try {
      return Optional.of(DescriptorJson.read(entry, "entry"));
    } catch (MalformedManifest _) {
      return Optional.empty();
    }
  }

  /** Gives back what a tool that rewrote the list has dropped from an entry of ours. */
  private static JsonNode completed(JsonNode entry, Collection<Descriptor> add) {
    for (Descriptor descriptor : add) {
      if (entry instanceof ObjectNode object
          && entry.path("digest").asText().equals(descriptor.digest().toString())) {
        ObjectNode completed = object.deepCopy();
        for (Map.Entry<String, JsonNode> field : DescriptorJson.write(descriptor).properties()) {
          completed.set(field.getKey(), field.getValue());
        }
        return completed;
      }
    }
    return entry.deepCopy();
  }

  private static boolean says(Descriptor entry, Descriptor wanted) {
    return entry.digest().equals(wanted.digest())
        && (wanted.artifactType() == null || wanted.artifactType().equals(entry.artifactType()))
        && entry.annotations().entrySet().containsAll(wanted.annotations().entrySet());
  }
}
