package io.registrysidecar.image.partial;

import io.registrysidecar.oci.Digest;

/**
 * Some or all of the content of one file, compressed by itself.
 *
 * @param offset where in the blob it begins
 * @param end where in the blob it ends, or {@link #OPEN}
 * @param size how many bytes it unpacks to
 * @param digest of the unpacked bytes
 */
public record Chunk(long offset, long end, long size, Digest digest) {

  /** The table does not say where it ends: at the latest where the next one begins. */
  static final long OPEN = -1;
}
