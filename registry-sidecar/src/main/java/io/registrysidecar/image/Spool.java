package io.registrysidecar.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/**
 * Puts bytes that stream by where they can be read at random: in memory when they are few, else in
 * a temporary file.
 *
 * @param context its limits and its temporary files
 */
record Spool(LayerContext context) {

  /** Files of up to so many bytes are kept in memory. */
  static final int SMALL = 1 << 20;

  private static final int BUFFER = 64 << 10;

  /**
   * Reads {@code content} to its end.
   *
   * @param size how many bytes it has at most
   * @throws FileLimitExceeded if it has more, if {@code size} is more than allowed, or if the
   *     temporary file cannot be written
   * @throws IOException as {@code content} throws it
   */
  SeekableByteChannel put(InputStream content, long size) throws IOException {
    if (size <= SMALL) {
      byte[] bytes = new byte[(int) size];
      int count = content.readNBytes(bytes, 0, bytes.length);
      checkEnd(content, size);
      return new ByteArrayChannel(count == bytes.length ? bytes : Arrays.copyOf(bytes, count));
    }
    context.limits().checkRandomAccess(size);
    SeekableByteChannel file = context.scratch().newFile(size);
    boolean complete = false;
    try {
      byte[] buffer = new byte[BUFFER];
      long left = size;
      while (left > 0) {
        int count = content.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (count < 0) {
          break;
        }
        write(file, ByteBuffer.wrap(buffer, 0, count));
        left -= count;
      }
      checkEnd(content, size);
      file.position(0);
      complete = true;
      return file;
    } finally {
      if (!complete) {
        file.close();
      }
    }
  }

  private static void checkEnd(InputStream content, long size) throws IOException {
    if (content.read() >= 0) {
      throw new LargerThanClaimed(size);
    }
  }

  private static void write(SeekableByteChannel file, ByteBuffer bytes) throws IOException {
    try {
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    } catch (IOException e) {
      if (Failures.isInterruption(e)) {
        throw e;
      }
      throw new FileLimitExceeded(
          "its temporary file could not be written (" + e.getMessage() + ")");
    }
  }
}
