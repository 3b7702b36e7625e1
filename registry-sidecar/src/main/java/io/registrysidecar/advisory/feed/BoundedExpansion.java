package io.registrysidecar.advisory.feed;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Unpacks a stream and stops when it grows beyond what honest data would. */
final class BoundedExpansion extends InputStream {

  private final String name;
  private final CountingStream packed;
  private final InputStream unpacked;
  private final FeedLimits limits;
  private long expanded;

  BoundedExpansion(String name, InputStream in, Container container, FeedLimits limits)
      throws IOException {
    this.name = name;
    this.packed = new CountingStream(in);
    this.unpacked = container.unpack(packed);
    this.limits = limits;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int count = read(one, 0, 1);
    return count < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = unpacked.read(buffer, offset, length);
    expanded += Math.max(count, 0);
    checkRatio(name, packed.count, expanded, limits);
    return count;
  }

  @Override
  public void close() throws IOException {
    unpacked.close();
  }

  static void checkRatio(String name, long packed, long expanded, FeedLimits limits)
      throws UnreadableFeed {
    if (expanded > limits.ratioFloor() && expanded / limits.ratio() > packed) {
      throw new UnreadableFeed(
          "read advisories from %s: %d bytes became %d, which looks like a decompression bomb. Use a feed from its publisher."
              .formatted(name, packed, expanded));
    }
  }

  private static final class CountingStream extends FilterInputStream {

    private long count;

    CountingStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count += value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count += Math.max(read, 0);
      return read;
    }

    /** Whoever opened the stream closes it. */
    @Override
    public void close() {}
  }
}
