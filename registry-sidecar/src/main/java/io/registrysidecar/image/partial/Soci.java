package io.registrysidecar.image.partial;

import io.registrysidecar.image.inflate.Compression;
import io.registrysidecar.image.inflate.Decompressors;
import io.registrysidecar.oci.Digest;
import java.io.IOException;
import java.io.InputStream;

/**
 * SOCI: an ordinary gzip layer, and kept beside it a table of its contents (a zTOC) with states of
 * an inflater, from each of which inflating can begin.
 *
 * @param digest of the table
 * @param size how many bytes it has
 */
public record Soci(Digest digest, long size) implements Contents {

  /** Tables that are larger in proportion have cost much when it turns out that most is needed. */
  private static final int LEAST_TIMES = 8;

  @Override
  public Compression compression() {
    return Compression.GZIP;
  }

  @Override
  public StoredContents fetch(Parts blob, Decompressors decompressors) throws IOException {
    if (size > MOST_STORED || size > blob.size() / LEAST_TIMES) {
      throw new ContentsRefused("its table of contents has " + size + " bytes");
    }
    return new ZtocContents(Ztoc.read(table(blob), blob.size()));
  }

  private byte[] table(Parts blob) throws IOException {
    try (InputStream stored = blob.openTable()) {
      byte[] table = new byte[(int) size];
      int count = stored.readNBytes(table, 0, table.length);
      if (count < size) {
        throw new ContentsRefused(
            "its table of contents has " + count + " bytes instead of " + size);
      }
      Digest actual = Digest.ofContent(table, digest.algorithm());
      if (!actual.equals(digest)) {
        throw new ContentsRefused(
            "its table of contents has the digest " + actual + " instead of " + digest);
      }
      return table;
    }
  }
}
