package io.registrysidecar.image.partial;

import java.nio.ByteBuffer;

/** A frame that zstd decoders pass over (RFC 8878 §3.1.2): a magic number, a length, anything. */
final class SkippableFrame {

  /** The bytes before its content. */
  static final int HEADER = 8;

  private static final int MAGIC = 0x184d2a50;
  private static final int MAGIC_BITS = 0xfffffff0;

  private SkippableFrame() {}

  /**
   * The length of the content of the frame at {@code at}.
   *
   * @param bytes in little-endian order
   * @throws ContentsRefused if there is no such frame
   */
  static long length(ByteBuffer bytes, int at) throws ContentsRefused {
    if ((bytes.getInt(at) & MAGIC_BITS) != MAGIC) {
      throw new ContentsRefused("it has no frame to be passed over where its footer says");
    }
    return Integer.toUnsignedLong(bytes.getInt(at + 4));
  }

  /** Fails unless there is such a frame at {@code at}, and its content has the given length. */
  static void check(ByteBuffer bytes, int at, long length) throws ContentsRefused {
    if (length(bytes, at) != length) {
      throw new ContentsRefused("a frame of it has another length than its footer says");
    }
  }
}
