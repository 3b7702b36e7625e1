package io.registrysidecar.oci;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bytes of a manifest.
 *
 * <p>A document that could be read both as an image and as an index is refused, and so is one whose
 * own media type is not the one it was delivered with: otherwise two programs could see two
 * different images under one digest.
 */
public final class ManifestParser {

  /** The most bytes of a manifest that are read. Registries accept about half of it. */
  public static final int LARGEST = 8 << 20;

  private static final String SELF = "the manifest";

  private ManifestParser() {}

  /**
   * Reads a manifest.
   *
   * @param raw the exact bytes
   * @param contentType the media type it was delivered with, parameters allowed; null when nobody
   *     said
   * @throws MalformedManifest if the bytes are not one of the four manifest types, or contradict
   *     themselves
   */
  public static Manifest parse(byte[] raw, @Nullable String contentType) throws MalformedManifest {
    return parse(raw, contentType, Digest.Algorithm.SHA256);
  }

  /** As above; the manifest's own descriptor carries a digest of {@code algorithm}. */
  public static Manifest parse(byte[] raw, @Nullable String contentType, Digest.Algorithm algorithm)
      throws MalformedManifest {
    if (raw.length > LARGEST) {
      throw new MalformedManifest("it is larger than " + LARGEST + " bytes");
    }
    JsonNode root = json(raw);
    if (root.has("manifests") && (root.has("layers") || root.has("config"))) {
      throw new MalformedManifest("it claims to be an image and an index at once");
    }
    String mediaType = mediaType(root, contentType);
    Descriptor self = Descriptor.of(mediaType, Digest.ofContent(raw, algorithm), raw.length);
    return switch (mediaType) {
      case OciMediaTypes.IMAGE_MANIFEST, OciMediaTypes.DOCKER_MANIFEST -> image(raw, self, root);
      case OciMediaTypes.IMAGE_INDEX, OciMediaTypes.DOCKER_MANIFEST_LIST -> index(raw, self, root);
      default -> throw new MalformedManifest(notAManifest(mediaType));
    };
  }

  private static JsonNode json(byte[] raw) throws MalformedManifest {
    try {
      JsonNode root = BoundedJson.read(raw);
      if (!root.isObject()) {
        throw new MalformedManifest("it is not a JSON object");
      }
      return root;
    } catch (IOException e) {
      throw new MalformedManifest("it is not JSON this program reads", e);
    }
  }

  private static String mediaType(JsonNode root, @Nullable String contentType)
      throws MalformedManifest {
    String declared = DescriptorJson.optionalText(root, "mediaType", SELF);
    String delivered = contentType == null ? null : withoutParameters(contentType);
    if (declared == null) {
      String guess =
          root.has("manifests") ? OciMediaTypes.IMAGE_INDEX : OciMediaTypes.IMAGE_MANIFEST;
      return delivered == null ? guess : delivered;
    }
    if (delivered != null && !declared.equals(delivered)) {
      throw new MalformedManifest(
          "it says that it is " + declared + " but was delivered as " + delivered);
    }
    return declared;
  }

  private static String withoutParameters(String contentType) {
    int semicolon = contentType.indexOf(';');
    String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    return type.strip().toLowerCase(Locale.ROOT);
  }

  private static String notAManifest(String mediaType) {
    return mediaType.startsWith("application/vnd.docker.distribution.manifest.v1")
        ? "it is a Docker schema 1 manifest, which is not supported; push the image again with a"
            + " current tool"
        : "its media type \"" + mediaType + "\" is not one of an image or an index";
  }

  private static Manifest.Image image(byte[] raw, Descriptor self, JsonNode root)
      throws MalformedManifest {
    if (root.has("manifests")) {
      throw new MalformedManifest("it is an index delivered as an image");
    }
    return new Manifest.Image(
        raw,
        self,
        DescriptorJson.read(root.path("config"), "config"),
        descriptors(root.path("layers"), "layer"),
        subject(root),
        DescriptorJson.optionalText(root, "artifactType", SELF),
        DescriptorJson.annotations(root, SELF));
  }

  private static Manifest.Index index(byte[] raw, Descriptor self, JsonNode root)
      throws MalformedManifest {
    if (root.has("layers") || root.has("config")) {
      throw new MalformedManifest("it is an image delivered as an index");
    }
    return new Manifest.Index(
        raw,
        self,
        descriptors(root.path("manifests"), "entry"),
        subject(root),
        DescriptorJson.optionalText(root, "artifactType", SELF),
        DescriptorJson.annotations(root, SELF));
  }

  private static @Nullable Descriptor subject(JsonNode root) throws MalformedManifest {
    JsonNode node = root.path("subject");
    return node.isMissingNode() || node.isNull() ? null : DescriptorJson.read(node, "subject");
  }

  private static List<Descriptor> descriptors(JsonNode array, String each)
      throws MalformedManifest {
    if (array.isMissingNode() || array.isNull()) {
      return List.of();
    }
    if (!array.isArray()) {
      throw new MalformedManifest("its list of " + each + " descriptors is not a list");
    }
    List<Descriptor> descriptors = new ArrayList<>(array.size());
    for (JsonNode node : array) {
      descriptors.add(DescriptorJson.read(node, each + " " + descriptors.size()));
    }
    return descriptors;
  }
}
