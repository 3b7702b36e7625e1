package io.registrysidecar.image.partial;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedReference;
import java.io.IOException;
import java.io.InputStream;

/** Small things that all formats need. */
final class Fetch {

  private Fetch() {}

  /** All bytes of a part. */
  static byte[] bytes(Parts blob, long offset, int length) throws IOException {
    try (InputStream part = blob.open(offset, length)) {
      byte[] bytes = part.readNBytes(length);
      if (bytes.length < length) {
        throw new ContentsRefused(
            "the blob ended " + (length - bytes.length) + " bytes before the part asked for");
      }
      return bytes;
    }
  }

  /** A digest from an annotation or a table. */
  static Digest digest(String text) throws ContentsRefused {
    try {
      return Digest.parse(text);
    } catch (MalformedReference e) {
      throw new ContentsRefused("a digest is malformed: " + e.getMessage(), e);
    }
  }
}
