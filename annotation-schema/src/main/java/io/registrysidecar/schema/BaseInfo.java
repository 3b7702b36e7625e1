package io.registrysidecar.schema;

import org.jspecify.annotations.Nullable;

/**
 * The image that an image was built on.
 *
 * @param image its name, with tag or digest
 * @param digest of its manifest, or null when only its name is known
 * @param by how it was recognised: {@code label} when the image says so itself, {@code provenance}
 *     when the record of its build does, {@code layers} when its layers are those of an image that
 *     is known
 * @param layers how many of the lowest layers are its own, or null when that is not known
 * @param newer the name of a newer image of the same repository that is known, or null
 */
public record BaseInfo(
    String image,
    @Nullable String digest,
    String by,
    @Nullable Integer layers,
    @Nullable String newer) {

  /** Checks that it names an image. */
  public BaseInfo {
    Require.text("base image", image);
    Require.text("by", by);
    if (digest != null) {
      Require.digest("base digest", digest);
    }
    if (layers != null) {
      Require.count("base layers", layers);
    }
  }
}
