package io.registrysidecar.image;

import io.registrysidecar.image.partial.Parts;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Counts the bytes that are read of a blob's parts. */
final class CountedParts implements Parts {

  private final Parts parts;
  private final LongConsumer progress;
  private long count;

  CountedParts(Parts parts, LongConsumer progress) {
    this.parts = parts;
    this.progress = progress;
  }

  long count() {
    return count;
  }

  @Override
  public long size() {
    return parts.size();
  }

  @Override
  public InputStream open(long offset, long length) throws IOException {
    return new Counting(parts.open(offset, length));
  }

  @Override
  public InputStream openTable() throws IOException {
    return new Counting(parts.openTable());
  }

  private final class Counting extends FilterInputStream {
    Counting(InputStream content) {
      super(content);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = super.read(target, offset, length);
      if (read > 0) {
        count += read;
        progress.accept(read);
      }
      return read;
    }

    @Override
    public long skip(long wanted) throws IOException {
      return Math.max(0, read(new byte[(int) Math.min(wanted, 8192)]));
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
