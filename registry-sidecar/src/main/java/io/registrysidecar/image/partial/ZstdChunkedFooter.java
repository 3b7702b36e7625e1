package io.registrysidecar.image.partial;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The last frame of a zstd:chunked blob, in the form that older or newer writers give it.
 *
 * @param start where the frame begins
 * @param offset where the table of contents begins
 * @param length how many bytes it has as it is stored
 * @param plainLength how many bytes it unpacks to
 */
record ZstdChunkedFooter(long start, long offset, long length, long plainLength) {

  /** The size of the larger form, with the frame's header. */
  static final int LARGEST = SkippableFrame.HEADER + 64;

  private static final int SMALLEST = SkippableFrame.HEADER + 40;

  /** The letters {@code GNUlInUx}, read as a little-endian number. */
  private static final long MAGIC = 0x7855_6e49_6c55_4e47L;

  /** The same with a small n, as writers have it whose footer is the smaller one. */
  private static final long OLD_MAGIC = 0x7855_6e49_6c55_6e47L;

  private static final int CRFS = 1;

  /**
   * Reads the footer.
   *
   * @param tail the last {@link #LARGEST} bytes of the blob
   * @param size the size of the blob
   */
  static ZstdChunkedFooter parse(byte[] tail, long size) throws ContentsRefused {
    ByteBuffer bytes = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
    long magic = bytes.getLong(LARGEST - Long.BYTES);
    if (magic != MAGIC && magic != OLD_MAGIC) {
      throw new ContentsRefused(
          "it has no zstd:chunked footer, although its manifest promises one");
    }
    int frame = isFrame(bytes, LARGEST) ? LARGEST : SMALLEST;
    if (!isFrame(bytes, frame)) {
      throw new ContentsRefused("its zstd:chunked footer is of a size that is not known");
    }
    int at = LARGEST - frame + SkippableFrame.HEADER;
    if (bytes.getLong(at + 24) != CRFS) {
      throw new ContentsRefused("its table of contents is of a kind that is not known");
    }
    return new ZstdChunkedFooter(
        size - frame, bytes.getLong(at), bytes.getLong(at + 8), bytes.getLong(at + 16));
  }

  private static boolean isFrame(ByteBuffer bytes, int size) {
    try {
      SkippableFrame.check(bytes, LARGEST - size, size - SkippableFrame.HEADER);
      return true;
    } catch (ContentsRefused _) {
      return false;
    }
  }
}
