package io.registrysidecar.inventory.maven;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;

/**
 * A part of a file, of which any part can be read. Reading moves the file's position, so that only
 * one region of a file is read at a time.
 *
 * @param file the file
 * @param offset where the region begins
 * @param size how long it is
 */
record Region(SeekableByteChannel file, long offset, long size) {

  /** All of {@code file}. */
  static Region of(SeekableByteChannel file) throws IOException {
    return new Region(file, 0, file.size());
  }

  /**
   * A part of this region.
   *
   * @throws EOFException if it is not within it
   */
  Region part(long start, long length) throws EOFException {
    if (start < 0 || length < 0 || start > size || length > size - start) {
      throw new EOFException("it points outside of the archive");
    }
    return new Region(file, offset + start, length);
  }

  /**
   * {@code length} bytes from {@code start}, to be read as numbers in little-endian order.
   *
   * @throws EOFException if they are not within the region
   */
  ByteBuffer bytes(long start, int length) throws IOException {
    Region part = part(start, length);
    ByteBuffer bytes = ByteBuffer.allocate(length);
    file.position(part.offset);
    while (bytes.hasRemaining()) {
      if (file.read(bytes) < 0) {
        throw new EOFException("it is shorter than it was");
      }
    }
    return bytes.flip().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** All of it as a stream, which keeps its own position. */
  InputStream stream() {
    return new InputStream() {
      private long position;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] target, int start, int length) throws IOException {
        if (position == size) {
          return length == 0 ? 0 : -1;
        }
        int wanted = (int) Math.min(length, size - position);
        file.position(offset + position);
        int count = file.read(ByteBuffer.wrap(target, start, wanted));
        position += Math.max(count, 0);
        return count;
      }
    };
  }
}
