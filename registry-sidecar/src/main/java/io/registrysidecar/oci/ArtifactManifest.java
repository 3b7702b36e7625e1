package io.registrysidecar.oci;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * An artifact that refers to an image: an OCI image manifest with an empty configuration, an
 * artifact type and a subject.
 *
 * @param artifactType what the artifact is, a media type
 * @param layers its content; may be empty
 * @param subject the manifest it is about, with the exact size of that manifest's bytes
 * @param annotations copied by registries into every list of referrers, so to be kept small
 */
public record ArtifactManifest(
    String artifactType,
    List<Descriptor> layers,
    Descriptor subject,
    Map<String, String> annotations) {

  private static final byte[] EMPTY = {'{', '}'};

  /** Copies the collections. */
  public ArtifactManifest {
    layers = List.copyOf(layers);
    annotations = Map.copyOf(annotations);
  }

  /** The empty JSON object, which must be pushed as a blob beside every artifact. */
  public static byte[] emptyBlob() {
    return EMPTY.clone();
  }

  /** The descriptor of {@link #emptyBlob()}. */
  public static Descriptor emptyDescriptor() {
    return Descriptor.of(OciMediaTypes.EMPTY, EMPTY);
  }

  /** The manifest's bytes; equal artifacts give equal bytes. */
  public byte[] toBytes() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("schemaVersion", 2);
    root.put("mediaType", OciMediaTypes.IMAGE_MANIFEST);
    root.put("artifactType", artifactType);
    root.set("config", DescriptorJson.write(emptyDescriptor()));
    ArrayNode into = root.putArray("layers");
    List<Descriptor> listed = layers.isEmpty() ? List.of(emptyDescriptor()) : layers;
    listed.forEach(layer -> into.add(DescriptorJson.write(layer)));
    root.set(
        "subject",
        DescriptorJson.write(Descriptor.of(subject.mediaType(), subject.digest(), subject.size())));
    if (!annotations.isEmpty()) {
      root.set("annotations", DescriptorJson.write(annotations));
    }
    return BoundedJson.write(root);
  }

  /** How a list of referrers describes this artifact. */
  public Descriptor descriptor() {
    byte[] bytes = toBytes();
    return new Descriptor(
        OciMediaTypes.IMAGE_MANIFEST,
        Digest.sha256(bytes),
        bytes.length,
        artifactType,
        annotations,
        null,
        Map.of());
  }
}
