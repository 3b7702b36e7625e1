package io.registrysidecar.image;

import io.registrysidecar.image.inflate.Compression;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the media type of a layer says about its bytes.
 *
 * @param compression how they are compressed, or null when they are not to be read
 * @param refusal why they are not to be read, or null
 */
record LayerFormat(@Nullable Compression compression, @Nullable Refusal refusal) {

  private static final Set<String> PLAIN =
      Set.of(
          "application/vnd.oci.image.layer.v1.tar",
          "application/vnd.docker.image.rootfs.diff.tar",
          "application/vnd.docker.image.rootfs.diff");
  private static final Set<String> GZIP =
      Set.of(
          "application/vnd.oci.image.layer.v1.tar+gzip",
          "application/vnd.docker.image.rootfs.diff.tar.gzip",
          "application/vnd.docker.image.rootfs.diff.gzip");
  private static final Set<String> ZSTD =
      Set.of(
          "application/vnd.oci.image.layer.v1.tar+zstd",
          "application/vnd.docker.image.rootfs.diff.tar.zstd",
          "application/vnd.docker.image.rootfs.diff.zstd");

  static LayerFormat of(String mediaType) {
    if (PLAIN.contains(mediaType)) {
      return new LayerFormat(Compression.NONE, null);
    }
    if (GZIP.contains(mediaType)) {
      return new LayerFormat(Compression.GZIP, null);
    }
    if (ZSTD.contains(mediaType)) {
      return new LayerFormat(Compression.ZSTD, null);
    }
    return new LayerFormat(null, refusal(mediaType));
  }

  private static Refusal refusal(String mediaType) {
    if (mediaType.endsWith("+encrypted")) {
      return new Refusal("layer-encrypted", "the layer is encrypted and was not read");
    }
    if (mediaType.contains(".nondistributable.") || mediaType.contains(".foreign.")) {
      return new Refusal(
          "layer-foreign",
          "the layer is not kept in the registry (foreign layer) and was not read");
    }
    return new Refusal(
        "layer-type-unknown",
        "the layer has the unknown media type \"" + mediaType + "\" and was not read");
  }

  /**
   * Why a layer is not read.
   *
   * @param code of the coverage note
   * @param message of the coverage note
   */
  record Refusal(String code, String message) {}
}
