package io.registrysidecar.image.partial;

import io.registrysidecar.image.partial.FetchPlan.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fetches the spans of a plan, one request after the other, and gives the chunks in them. */
final class ChunkFetcher implements AutoCloseable {

  private final Parts blob;
  private final Iterator<Span> spans;
  private @Nullable Span span;
  private @Nullable InputStream bytes;
  private long position;
  private byte last;

  ChunkFetcher(Parts blob, List<Span> spans) {
    this.blob = blob;
    this.spans = spans.iterator();
  }

  /**
   * The stored bytes of {@code chunk}, which must lie behind those given before, but for one byte
   * that both may share.
   */
  InputStream open(Chunk chunk) throws IOException {
    InputStream within = bytes;
    Span current = span;
    while (current == null || within == null || chunk.end() > current.end()) {
      close();
      current = spans.next();
      within = blob.open(current.offset(), current.length());
      span = current;
      bytes = within;
      position = current.offset();
    }
    if (chunk.offset() == position - 1 && chunk.offset() >= current.offset()) {
      return new SequenceInputStream(
          new ByteArrayInputStream(new byte[] {last}), new Bounded(within, chunk.end()));
    }
    within.skipNBytes(chunk.offset() - position);
    position = chunk.offset();
    return new Bounded(within, chunk.end());
  }

  /** Whether {@code chunk} is still to come in the span that was begun. */
  boolean reaches(Chunk chunk) {
    return span != null && position <= chunk.offset() && chunk.end() <= span.end();
  }

  @Override
  public void close() throws IOException {
    if (bytes != null) {
      bytes.close();
    }
    bytes = null;
  }

  /** Reads up to the end of a chunk. */
  private final class Bounded extends InputStream {
    private final InputStream within;
    private final long end;

    Bounded(InputStream within, long end) {
      this.within = within;
      this.end = end;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (position == end) {
        return -1;
      }
      int count = within.read(target, offset, (int) Math.min(length, end - position));
      if (count < 0) {
        throw new ContentsRefused("the part of the blob that was asked for ended early");
      }
      position += count;
      last = target[offset + count - 1];
      return count;
    }
  }
}
