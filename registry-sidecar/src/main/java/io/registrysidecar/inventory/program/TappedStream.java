package io.registrysidecar.inventory.program;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The content of a program, of which several readers see what passes. */
final class TappedStream extends InputStream {

  private static final int BUFFER = 64 << 10;

  private final InputStream in;
  private final List<Tap> taps;
  private long position;
  private boolean jumps;

  /** Begins at the beginning of the file. */
  TappedStream(InputStream in, List<Tap> taps) {
    this.in = in;
    this.taps = List.copyOf(taps);
  }

  /** What is skipped need not be shown to anybody. */
  void mayJump() {
    jumps = true;
  }

  /** Goes on to {@code target}; false when the content ends before. */
  boolean skipTo(long target) throws IOException {
    while (position < target) {
      if (skip(target - position) <= 0 && read() < 0) {
        return false;
      }
    }
    return true;
  }

  /** Shows the writable data of {@code program}, and may pass over all else. */
  void showData(Executable program) throws IOException {
    mayJump();
    byte[] buffer = new byte[BUFFER];
    for (Executable.Segment segment : program.segments()) {
      long end = segment.offset() + segment.length();
      if (segment.data() && position <= segment.offset() && skipTo(segment.offset())) {
        int count = 0;
        while (count >= 0 && position < end) {
          count = read(buffer, 0, (int) Math.min(BUFFER, end - position));
        }
      }
    }
  }

  /** Shows the rest. */
  void drain() throws IOException {
    byte[] buffer = new byte[BUFFER];
    while (read(buffer, 0, BUFFER) >= 0) {
      // The taps have seen it.
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = in.read(target, offset, length);
    if (count > 0) {
      for (Tap tap : taps) {
        tap.pass(target, offset, count, position);
      }
      position += count;
    }
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    if (jumps) {
      long skipped = in.skip(count);
      position += skipped;
      return skipped;
    }
    byte[] buffer = new byte[(int) Math.min(count, BUFFER)];
    return Math.max(read(buffer, 0, buffer.length), 0);
  }
}
