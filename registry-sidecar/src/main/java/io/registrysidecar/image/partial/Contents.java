package io.registrysidecar.image.partial;

import io.registrysidecar.image.inflate.Compression;
import io.registrysidecar.image.inflate.Decompressors;
import io.registrysidecar.oci.Digest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The promise of a manifest that a layer has a table of its contents, in one of the formats that
 * there are. The digest of the table is part of the promise, so that whoever trusts the manifest
 * can trust the table, and by the digests in it every chunk.
 */
public sealed interface Contents permits EStargz, ZstdChunked, Soci {

  /** The most bytes that a table may have as it is stored. */
  int MOST_STORED = 64 << 20;

  /** The most bytes that a table may unpack to. */
  int MOST_PLAIN = 256 << 20;

  /**
   * What the annotations of a layer's descriptor promise; empty for ordinary layers.
   *
   * @throws ContentsRefused if they cannot be understood, or promise two tables
   */
  static Optional<Contents> promised(Map<String, String> annotations) throws ContentsRefused {
    Optional<Contents> eStargz = EStargz.promised(annotations);
    Optional<Contents> zstdChunked = ZstdChunked.promised(annotations);
    if (eStargz.isPresent() && zstdChunked.isPresent()) {
      throw new ContentsRefused("its manifest promises two tables of contents");
    }
    return eStargz.or(() -> zstdChunked);
  }

  /** The digest of the table. */
  Digest digest();

  /** How the chunks are compressed. */
  Compression compression();

  /**
   * Fetches the table.
   *
   * @param decompressors undo its compression when it is read
   * @throws ContentsRefused if it is not there, or not where the blob itself says that it is
   */
  StoredContents fetch(Parts blob, Decompressors decompressors) throws IOException;
}
