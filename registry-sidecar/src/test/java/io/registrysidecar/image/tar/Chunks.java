package io.registrysidecar.image.tar;

import io.registrysidecar.image.inflate.Windows;
import java.nio.ByteBuffer;

/** Bytes in windows of one size. */
final class Chunks implements Windows {

  private final byte[] bytes;
  private final int size;
  private int position;

  Chunks(byte[] bytes, int size) {
    this.bytes = bytes;
    this.size = size;
  }

  @Override
  public ByteBuffer next() {
    int count = Math.min(size, bytes.length - position);
    ByteBuffer window = ByteBuffer.wrap(bytes, position, count);
    position += count;
    return window;
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
