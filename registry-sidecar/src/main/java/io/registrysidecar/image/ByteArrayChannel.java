package io.registrysidecar.image;

import java.nio.ByteBuffer;

/** Random access to bytes in memory. */
final class ByteArrayChannel extends ReadOnlyChannel {

  private final byte[] bytes;

  ByteArrayChannel(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public int read(ByteBuffer target) {
    if (position() >= bytes.length) {
      return -1;
    }
    int from = (int) position();
    int count = Math.min(target.remaining(), bytes.length - from);
    target.put(bytes, from, count);
    position(from + count);
    return count;
  }

  @Override
  public long size() {
    return bytes.length;
  }
}
