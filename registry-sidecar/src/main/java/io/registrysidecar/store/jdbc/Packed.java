package io.registrysidecar.store.jdbc;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;

/**
 * How large content lies in a column: compressed, because nearly all of it is JSON. Zstandard takes
 * a fifth of the time of gzip; what earlier versions of this program packed as gzip is read, too.
 */
final class Packed {

  private static final int BUFFER = 8 << 10;
  private static final int LEVEL = 1;
  private static final int GZIP_MAGIC = 0x1f;

  private Packed() {}

  static byte[] pack(byte[] content) {
    return Zstd.compress(content, LEVEL);
  }

  /** The content of {@code packed}, which this class has packed. */
  static byte[] unpack(byte[] packed) {
    try {
      return packed.length > 0 && packed[0] == GZIP_MAGIC ? gunzip(packed) : decompress(packed);
    } catch (IOException | ZstdException e) {
      throw new UncheckedIOException(
          "decompress a stored value: the database is damaged",
          e instanceof IOException io ? io : new IOException(e));
    }
  }

  private static byte[] decompress(byte[] packed) throws IOException {
    long size = packed.length == 0 ? -1 : Zstd.getFrameContentSize(packed);
    if (size < 0 || size > Integer.MAX_VALUE - BUFFER) {
      throw new IOException("a stored value does not say how large it is");
    }
    return size == 0 ? new byte[0] : Zstd.decompress(packed, (int) size);
  }

  private static byte[] gunzip(byte[] packed) throws IOException {
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed), BUFFER)) {
      return gzip.readAllBytes();
    }
  }
}
