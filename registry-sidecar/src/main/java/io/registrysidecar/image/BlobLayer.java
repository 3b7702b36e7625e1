package io.registrysidecar.image;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A layer that is a blob: tar, compressed or not.
 *
 * @param image the image as the user named it, for messages
 * @param descriptor the layer as the manifest lists it
 * @param diffId the digest of its uncompressed bytes, or null
 * @param blob opens its bytes
 */
record BlobLayer(String image, Descriptor descriptor, @Nullable Digest diffId, Blob blob)
    implements Layer {

  @Override
  public LayerSummary read(LayerVisitor visitor, LayerContext context)
      throws ImageException, InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** Opens the bytes of a blob; the stream fails at its end when they are not those promised. */
  interface Blob {
    InputStream open() throws ImageException;
  }
}
