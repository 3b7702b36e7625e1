package io.registrysidecar.inventory;

import io.registrysidecar.oci.Digest;
import org.jspecify.annotations.Nullable;

/**
 * What the content of a file with evidence hashes to.
 *
 * @param sha256 names the content
 * @param md5 the first four bytes of another hash of it, or null when nobody could ask for it
 * @param sha1 as above
 */
public record ContentDigests(Digest sha256, @Nullable Integer md5, @Nullable Integer sha1) {

  /** The first four bytes by {@code hash}, or null when that was not computed. */
  @Nullable Integer head(FileHash hash) {
    return switch (hash) {
      case MD5 -> md5;
      case SHA1 -> sha1;
      case SHA256 -> Integer.parseUnsignedInt(sha256.hex(), 0, 8, 16);
    };
  }
}
