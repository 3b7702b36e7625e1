package io.registrysidecar.sign.sigstore;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.MalformedManifest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestParser;
import io.registrysidecar.oci.OciMediaTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The manifest under a {@code .sig} or {@code .att} tag: an image manifest whose layers are
 * signatures or attestations, one each. Byte for byte as cosign writes it.
 *
 * <p>Immutable; a change is a new manifest under the same tag. Nothing in the distribution
 * specification keeps two writers from losing each other's layers, so the caller writes for one
 * image at a time and reads again afterwards.
 */
public record LegacyManifest(List<Descriptor> layers) {

  /** Without layers, to begin with. */
  public static final LegacyManifest EMPTY = new LegacyManifest(List.of());

  private static final String NEVER = "0001-01-01T00:00:00Z";

  /** Copies the layers. */
  public LegacyManifest {
    layers = List.copyOf(layers);
  }

  /**
   * Reads what is under a tag.
   *
   * @throws MalformedManifest if it is not an image manifest
   */
  public static LegacyManifest parse(byte[] manifest) throws MalformedManifest {
    if (ManifestParser.parse(manifest, null) instanceof Manifest.Image image) {
      return new LegacyManifest(image.layers());
    }
    throw new MalformedManifest("an index is where a manifest of signatures should be");
  }

  /** With one more layer, unless it is there already. */
  public LegacyManifest with(Descriptor layer) {
    List<Descriptor> more = new ArrayList<>(layers);
    if (!more.contains(layer)) {
      more.add(layer);
    }
    return new LegacyManifest(more);
  }

  /** Without the layers that {@code others} finds, as when results are superseded. */
  public LegacyManifest without(List<Descriptor> others) {
    return new LegacyManifest(layers.stream().filter(layer -> !others.contains(layer)).toList());
  }

  /** The configuration blob, which the manifest names and which must be pushed with it. */
  public byte[] config() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("architecture", "").put("created", NEVER);
    ArrayNode history = root.putArray("history");
    root.put("os", "");
    ArrayNode ids = root.putObject("rootfs").put("type", "layers").putArray("diff_ids");
    root.putObject("config");
    for (Descriptor layer : layers) {
      history.addObject().put("created", NEVER);
      ids.add(layer.digest().toString());
    }
    return BoundedJson.write(root);
  }

  /** The manifest's bytes. */
  public byte[] toBytes() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("schemaVersion", 2).put("mediaType", OciMediaTypes.IMAGE_MANIFEST);
    root.set("config", json(Descriptor.of(OciMediaTypes.IMAGE_CONFIG, config())));
    ArrayNode into = root.putArray("layers");
    layers.forEach(layer -> into.add(json(layer)));
    return BoundedJson.write(root);
  }

  /** Cosign's order of members. */
  private static ObjectNode json(Descriptor descriptor) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("mediaType", descriptor.mediaType());
    node.put("size", descriptor.size());
    node.put("digest", descriptor.digest().toString());
    new TreeMap<>(descriptor.unknown()).forEach(node::set);
    if (!descriptor.annotations().isEmpty()) {
      ObjectNode annotations = node.putObject("annotations");
      new TreeMap<>(descriptor.annotations()).forEach(annotations::put);
    }
    return node;
  }
}
