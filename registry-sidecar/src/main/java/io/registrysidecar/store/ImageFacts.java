package io.registrysidecar.store;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Platform;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the manifest says about an image.
 *
 * @param mediaType the manifest's media type
 * @param size bytes of all layers as transferred; of an index: of the index itself
 * @param platform what the image runs on; null of an index
 * @param chain the chain identifier of all its layers; null of an index, or when it is not known
 * @param children the platform manifests of an index, in order; empty for an image
 */
public record ImageFacts(
    String mediaType,
    long size,
    @Nullable Platform platform,
    @Nullable Digest chain,
    List<Digest> children) {

  /** Copies the list. */
  public ImageFacts {
    children = List.copyOf(children);
  }

  /** Without a chain of layers. */
  public ImageFacts(
      String mediaType, long size, @Nullable Platform platform, List<Digest> children) {
    this(mediaType, size, platform, null, children);
  }
}
