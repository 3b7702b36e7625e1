package io.registrysidecar.image.tar;

import io.registrysidecar.image.inflate.Windows;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of a tar stream, consumed where they lie. */
final class TarInput {

  static final int BLOCK = 512;

  private final Windows windows;
  private ByteBuffer window = ByteBuffer.allocate(0);
  private long offset;

  TarInput(Windows windows) {
    this.windows = windows;
  }

  /** How many bytes were consumed. */
  long offset() {
    return offset;
  }

  /** The bytes that can be consumed without fetching more; none only at the end. */
  ByteBuffer window() throws IOException {
    if (!window.hasRemaining()) {
      window = windows.next();
    }
    return window;
  }

  /** Copies at most {@code length} bytes; -1 at the end. */
  int read(byte[] target, int start, int length) throws IOException {
    ByteBuffer source = window();
    if (!source.hasRemaining()) {
      return -1;
    }
    int count = Math.min(length, source.remaining());
    source.get(target, start, count);
    offset += count;
    return count;
  }

  /** Copies {@code length} bytes, or fewer at the end; gives how many. */
  int readFully(byte[] target, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int count = read(target, done, length - done);
      if (count < 0) {
        break;
      }
      done += count;
    }
    return done;
  }

  /** Passes over {@code count} bytes, or fewer at the end; gives how many. */
  long skip(long count) throws IOException {
    long left = count;
    while (left > 0) {
      if (!window.hasRemaining()) {
        long passed = windows.skip(left);
        offset += passed;
        left -= passed;
        if (left == 0) {
          break;
        }
      }
      ByteBuffer source = window();
      if (!source.hasRemaining()) {
        break;
      }
      int step = (int) Math.min(left, source.remaining());
      source.position(source.position() + step);
      offset += step;
      left -= step;
    }
    return count - left;
  }
}
