package io.registrysidecar.schema;

import org.jspecify.annotations.Nullable;

/**
 * One layer of an image, in the order of the manifest.
 *
 * @param digest digest of the layer as it is in the registry (compressed)
 * @param base whether it belongs to the base image, or null when unknown
 * @param components how many of the image's components this layer brought in
 */
public record LayerInfo(String digest, @Nullable Boolean base, int components) {

  /** Checks the digest and the count. */
  public LayerInfo {
    Require.digest("layer digest", digest);
    Require.count("components", components);
  }
}
