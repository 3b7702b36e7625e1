package io.registrysidecar.image.tar;

import java.io.IOException;
import java.io.InputStream;

/** The bytes stored for one entry. */
final class Stored extends InputStream {

  private final TarInput input;

  private long left;

  Stored(TarInput input, long length) {
    this.input = input;
    this.left = length;
  }

  /** How many bytes were not consumed yet. */
  long left() {
    return left;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0) {
      return -1;
    }
    int count = input.read(target, offset, (int) Math.min(left, length));
    if (count < 0) {
      throw new CorruptTar("it ends within the content of an entry", input.offset());
    }
    left -= count;
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long passed = input.skip(Math.min(Math.max(count, 0), left));
    left -= passed;
    return passed;
  }
}
