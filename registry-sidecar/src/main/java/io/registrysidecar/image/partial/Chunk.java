package io.registrysidecar.image.partial;

import io.registrysidecar.oci.Digest;
import java.security.MessageDigest;

/**
 * A part of a blob that can be unpacked by itself: some or all of the content of one file, or part
 * of the tar stream with several.
 *
 * @param offset where in the blob it begins
 * @param end where in the blob it ends, or {@link #OPEN}
 * @param size how many bytes it unpacks to
 * @param digest of the unpacked bytes, or of the stored ones; the format decides
 */
public record Chunk(long offset, long end, long size, Digest digest) {

  /** The table does not say where it ends: at the latest where the next one begins. */
  static final long OPEN = -1;

  /** Fails unless the first {@code count} of {@code bytes} are those that the table promises. */
  void verify(byte[] bytes, int count) throws ContentsRefused {
    MessageDigest hash = digest.algorithm().newMessageDigest();
    hash.update(bytes, 0, count);
    Digest actual = Digest.of(digest.algorithm(), hash.digest());
    if (!actual.equals(digest)) {
      throw new ContentsRefused(
          "a chunk at byte " + offset + " has the digest " + actual + " instead of " + digest);
    }
  }
}
