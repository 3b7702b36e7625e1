package io.registrysidecar.image.partial;

import io.registrysidecar.oci.Digest;

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

  /** Fails unless {@code bytes} are those that the table promises. */
  void verify(byte[] bytes) throws ContentsRefused {
    Digest actual = Digest.ofContent(bytes, digest.algorithm());
    if (!actual.equals(digest)) {
      throw new ContentsRefused(
          "a chunk at byte " + offset + " has the digest " + actual + " instead of " + digest);
    }
  }
}
