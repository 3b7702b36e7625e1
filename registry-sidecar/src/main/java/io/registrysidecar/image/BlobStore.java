package io.registrysidecar.image;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedManifest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestParser;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * An image whose blobs can be opened by digest, and whose root is listed in an index file: what a
 * layout directory and an archive have in common.
 *
 * @param image the image as the user named it
 * @param blobs opens the bytes of a blob as they are, unverified
 */
record BlobStore(String image, Blobs blobs) {

  /** Reads and verifies a manifest. */
  Manifest manifest(Descriptor descriptor) throws ImageException {
    if (descriptor.size() > ManifestParser.LARGEST) {
      throw new ImageException(
          new ImageFailure.Unreadable(
              image,
              "manifest " + descriptor.digest(),
              "it is larger than " + ManifestParser.LARGEST + " bytes"));
    }
    byte[] raw = small(descriptor, "manifest");
    try {
      return ManifestParser.parse(raw, descriptor.mediaType(), descriptor.digest().algorithm());
    } catch (MalformedManifest e) {
      throw Failures.malformed(e, image);
    }
  }

  /** Reads and verifies a configuration. */
  byte[] config(Descriptor descriptor) throws ImageException {
    return small(descriptor, "configuration");
  }

  /** A layer, to be verified while it is read. */
  Layer layer(Descriptor descriptor, @Nullable Digest diffId) {
    return new BlobLayer(image, descriptor, diffId, new StoredBlob(image, descriptor, blobs));
  }

  private byte[] small(Descriptor descriptor, String kind) throws ImageException {
    try (InputStream content = new VerifiedStream(blobs.open(descriptor), descriptor)) {
      return SmallBlob.read(content, descriptor);
    } catch (IOException e) {
      throw Failures.unreadable(e, kind + " " + descriptor.digest(), image);
    }
  }

  /** Opens blobs. */
  interface Blobs {
    InputStream open(Descriptor descriptor) throws IOException;
  }
}
