package io.registrysidecar.store.jdbc;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * How large content lies in a column: compressed, because nearly all of it is JSON. Zstandard takes
 * a fifth of the time of gzip; what earlier versions of this program packed as gzip is read, too.
 * Of signed documents, what is signed is compressed as it is, not as Base64: then two numbers,
 * which say where that is, come first.
 */
final class Packed {

  private static final int BUFFER = 8 << 10;
  private static final int LEVEL = 1;
  private static final int GZIP_MAGIC = 0x1f;

  /** No compressed content begins like this. */
  private static final int SIGNED_MAGIC = 'S';

  private static final int SIGNED_HEAD = 1 + 2 * Integer.BYTES;

  private Packed() {}

  static byte[] pack(byte[] content) {
    return SignedPayload.in(content)
        .map(Packed::packSigned)
        .orElseGet(() -> Zstd.compress(content, LEVEL));
  }

  private static byte[] packSigned(SignedPayload signed) {
    byte[] packed = Zstd.compress(signed.content(), LEVEL);
    return ByteBuffer.allocate(SIGNED_HEAD + packed.length)
        .put((byte) SIGNED_MAGIC)
        .putInt(signed.from())
        .putInt(signed.to())
        .put(packed)
        .array();
  }

  /** The content of {@code packed}, which this class has packed. */
  static byte[] unpack(byte[] packed) {
    try {
      return switch (packed.length == 0 ? 0 : packed[0]) {
        case GZIP_MAGIC -> gunzip(packed);
        case SIGNED_MAGIC -> unpackSigned(packed);
        default -> decompress(packed);
      };
    } catch (IOException | ZstdException e) {
      throw new UncheckedIOException(
          "decompress a stored value: the database is damaged",
          e instanceof IOException io ? io : new IOException(e));
    }
  }

  private static byte[] unpackSigned(byte[] packed) throws IOException {
    if (packed.length < SIGNED_HEAD) {
      throw new IOException("a stored value ends early");
    }
    ByteBuffer head = ByteBuffer.wrap(packed, 1, SIGNED_HEAD - 1);
    int from = head.getInt();
    int to = head.getInt();
    byte[] content = decompress(Arrays.copyOfRange(packed, SIGNED_HEAD, packed.length));
    if (from < 0 || to < from || to > content.length) {
      throw new IOException("a stored value does not say where what is signed is");
    }
    return new SignedPayload(from, to, content).document();
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
