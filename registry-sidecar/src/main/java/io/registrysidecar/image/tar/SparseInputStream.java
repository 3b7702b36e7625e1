package io.registrysidecar.image.tar;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The content of a sparse file: stored segments, and zeros where its holes are. */
final class SparseInputStream extends InputStream {

  private final InputStream stored;
  private final SparseMap map;
  private int segment;
  private long position;

  SparseInputStream(InputStream stored, SparseMap map) {
    this.stored = stored;
    this.map = map;
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
    if (position == map.size()) {
      return -1;
    }
    while (segment < map.starts().length && position == end(segment)) {
      segment++;
    }
    boolean within = segment < map.starts().length && position >= map.starts()[segment];
    int count = (int) Math.min(length, boundary(within) - position);
    if (within) {
      count = stored.read(target, offset, count);
    } else {
      Arrays.fill(target, offset, offset + count, (byte) 0);
    }
    position += count;
    return count;
  }

  private long boundary(boolean within) {
    if (segment == map.starts().length) {
      return map.size();
    }
    return within ? end(segment) : map.starts()[segment];
  }

  private long end(int index) {
    return map.starts()[index] + map.lengths()[index];
  }
}
