package io.registrysidecar.image.partial;

import io.registrysidecar.image.inflate.Compression;
import io.registrysidecar.image.inflate.Decompressor;
import io.registrysidecar.image.inflate.Decompressors;
import io.registrysidecar.oci.Digest;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * eStargz: a gzip layer whose files are gzip members of their own, and whose last tar entry lists
 * them.
 *
 * @param digest of the unpacked table
 */
record EStargz(Digest digest) implements Contents {

  private static final String DIGEST = "containerd.io/snapshot/stargz/toc.digest";

  static Optional<Contents> promised(Map<String, String> annotations) throws ContentsRefused {
    String digest = annotations.get(DIGEST);
    return digest == null ? Optional.empty() : Optional.of(new EStargz(Fetch.digest(digest)));
  }

  @Override
  public Compression compression() {
    return Compression.GZIP;
  }

  @Override
  public StoredContents fetch(Parts blob, Decompressors decompressors) throws IOException {
    long size = blob.size();
    if (size <= EStargzFooter.SIZE) {
      throw new ContentsRefused("it is too small to have a table of contents");
    }
    byte[] tail = Fetch.bytes(blob, size - EStargzFooter.SIZE, EStargzFooter.SIZE);
    OptionalLong start = EStargzFooter.parse(tail);
    long end = size - EStargzFooter.SIZE;
    if (start.isEmpty()) {
      start = EStargzFooter.parseLegacy(tail);
      end = size - EStargzFooter.LEGACY_SIZE;
    }
    if (start.isEmpty()) {
      throw new ContentsRefused("it has no eStargz footer, although its manifest promises one");
    }
    byte[] table = table(blob, start.getAsLong(), end);
    return new EStargzContents(table, digest, start.getAsLong(), gzip(decompressors));
  }

  private static Decompressor gzip(Decompressors decompressors) {
    return Objects.requireNonNull(decompressors.of(Compression.GZIP));
  }

  private static byte[] table(Parts blob, long start, long end) throws IOException {
    long length = end - start;
    if (length <= 0) {
      throw new ContentsRefused("its footer says that the table of contents begins behind its end");
    }
    if (length > MOST_STORED) {
      throw new ContentsRefused(
          "its table of contents has " + length + " bytes, more than the " + MOST_STORED + " read");
    }
    return Fetch.bytes(blob, start, (int) length);
  }
}
