package io.registrysidecar.image;

import io.registrysidecar.oci.Descriptor;
import java.io.IOException;
import java.io.InputStream;

/**
 * A layer's bytes in a file, or a part of one.
 *
 * @param image the image as the user named it
 * @param descriptor the layer
 * @param blobs opens its bytes
 */
record StoredBlob(String image, Descriptor descriptor, BlobStore.Blobs blobs)
    implements BlobLayer.Blob {

  @Override
  public InputStream open() throws ImageException {
    try {
      return new VerifiedStream(blobs.open(descriptor), descriptor);
    } catch (IOException e) {
      throw Failures.unreadable(e, "layer " + descriptor.digest(), image);
    }
  }

  @Override
  public InputStream open(long offset, long length) throws IOException {
    InputStream content = blobs.open(descriptor);
    boolean opened = false;
    try {
      content.skipNBytes(offset);
      opened = true;
      return content;
    } finally {
      if (!opened) {
        content.close();
      }
    }
  }
}
