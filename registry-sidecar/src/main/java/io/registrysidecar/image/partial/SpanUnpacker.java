package io.registrysidecar.image.partial;

import io.registrysidecar.image.inflate.CompressedInput;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks the spans of a zTOC. A span is only given when its stored bytes have the digest that the
 * table says, when they become exactly as much as it says, and when every tar header within is
 * where and what it says. Where the span before was unpacked just before, what the table says to
 * stand there is compared, too.
 */
final class SpanUnpacker implements ChunkUnpacker {

  private final ZtocEntries entries;
  private final ZtocSpans spans;
  private int last = -1;
  private byte[] lastEnd = new byte[0];

  /** The stored bytes of a span, and what is left of longer ones. */
  private byte[] stored = new byte[0];

  SpanUnpacker(ZtocEntries entries, ZtocSpans spans) {
    this.entries = entries;
    this.spans = spans;
  }

  @Override
  public void unpack(Chunk span, CompressedInput input, byte[] plain) throws IOException {
    int count = (int) (span.end() - span.offset());
    int size = (int) span.size();
    if (stored.length < count) {
      stored = new byte[count];
    }
    span.verify(stored, input.readNBytes(stored, 0, count));
    int number = spans.numberOf(span);
    byte[] window = window(number);
    inflate(number, count, window, plain, size);
    checkHeaders(number, plain, size);
    last = number;
    lastEnd = Arrays.copyOfRange(plain, Math.max(0, size - ZtocSpans.WINDOW), size);
  }

  private byte @Nullable [] window(int number) throws ContentsRefused {
    if (number == 0) {
      return null;
    }
    byte[] window = spans.window(number);
    int from = ZtocSpans.WINDOW - lastEnd.length;
    if (number == last + 1
        && !Arrays.equals(window, from, ZtocSpans.WINDOW, lastEnd, 0, lastEnd.length)) {
      throw new ContentsRefused("its table of contents says wrongly what stands before a span");
    }
    return window;
  }

  private void inflate(int number, int stop, byte @Nullable [] window, byte[] plain, int size)
      throws ContentsRefused {
    int bits = spans.bits(number);
    Inflater inflater = new Inflater(true);
    try {
      if (window != null) {
        inflater.setDictionary(window);
      }
      if (bits > 0) {
        inflater.setInput(DeflateStart.before(bits, stored[0]));
        drain(inflater, plain, size);
      }
      int begin = bits > 0 ? 1 : 0;
      inflater.setInput(stored, begin, stop - begin);
      int count = drain(inflater, plain, size);
      boolean more = !spans.isLast(number) && inflater.inflate(new byte[1]) > 0;
      boolean ended = inflater.finished() && !spans.isLast(number);
      if (count < size || more || ended) {
        throw new ContentsRefused("a span of it does not become what its table says");
      }
    } catch (DataFormatException e) {
      throw new ContentsRefused("a span of it is corrupt: " + e.getMessage(), e);
    } finally {
      inflater.end();
    }
  }

  /** Inflates what there is room for, or what can be made of the input. */
  private static int drain(Inflater inflater, byte[] plain, int size) throws DataFormatException {
    int count = 0;
    while (count < size) {
      int more = inflater.inflate(plain, count, size - count);
      if (more == 0) {
        return count;
      }
      count += more;
    }
    return count;
  }

  /** Of the entries that begin in the span, all whose headers end in it, too. */
  private void checkHeaders(int number, byte[] plain, int size) throws ContentsRefused {
    long from = spans.plainStart(number);
    for (int i = entries.firstFrom(from); i < entries.count(); i++) {
      long start = entries.start(i) - from;
      long end = entries.content(i) - from;
      if (end > size) {
        return;
      }
      byte[] header = Arrays.copyOfRange(plain, (int) start, (int) end);
      new StoredHeader(header.length, entries.header(i)).check(header);
    }
  }
}
