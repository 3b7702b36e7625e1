package io.registrysidecar.image;

import io.registrysidecar.oci.Descriptor;
import java.io.IOException;
import java.io.InputStream;

/** Blobs that are held in memory as a whole. */
final class SmallBlob {

  /** The most bytes of a configuration that are read. */
  static final int LARGEST = 8 << 20;

  private SmallBlob() {}

  /**
   * Reads a verified stream to its end.
   *
   * @throws IOException if the blob is too large, or the stream says that it is damaged
   */
  static byte[] read(InputStream content, Descriptor descriptor) throws IOException {
    if (descriptor.size() > LARGEST) {
      throw new IOException(
          "it has " + descriptor.size() + " bytes, and no more than " + LARGEST + " are read");
    }
    byte[] bytes = content.readNBytes((int) descriptor.size());
    if (bytes.length < descriptor.size() || content.read() >= 0) {
      throw new IOException("it does not have the " + descriptor.size() + " bytes promised");
    }
    return bytes;
  }
}
