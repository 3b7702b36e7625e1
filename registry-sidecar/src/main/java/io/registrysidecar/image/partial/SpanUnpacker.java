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

  SpanUnpacker(ZtocEntries entries, ZtocSpans spans) {
    this.entries = entries;
    this.spans = spans;
  }

  @Override
  public byte[] unpack(Chunk span, CompressedInput input) throws IOException {
    byte[] stored = input.readNBytes((int) (span.end() - span.offset()));
    span.verify(stored);
    int number = spans.numberOf(span);
    byte[] window = window(number);
    byte[] plain = inflate(number, stored, window, (int) span.size());
    checkHeaders(number, plain);
    last = number;
    lastEnd = Arrays.copyOfRange(plain, Math.max(0, plain.length - ZtocSpans.WINDOW), plain.length);
    return plain;
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

  private byte[] inflate(int number, byte[] stored, byte @Nullable [] window, int size)
      throws ContentsRefused {
    byte[] plain = new byte[size];
    int bits = spans.bits(number);
    Inflater inflater = new Inflater(true);
    try {
      if (window != null) {
        inflater.setDictionary(window);
      }
      if (bits > 0) {
        inflater.setInput(DeflateStart.before(bits, stored[0]));
        drain(inflater, plain, 0);
      }
      int begin = bits > 0 ? 1 : 0;
      inflater.setInput(stored, begin, stored.length - begin);
      int count = drain(inflater, plain, 0);
      boolean more = !spans.isLast(number) && inflater.inflate(new byte[1]) > 0;
      boolean ended = inflater.finished() && !spans.isLast(number);
      if (count < size || more || ended) {
        throw new ContentsRefused("a span of it does not become what its table says");
      }
      return plain;
    } catch (DataFormatException e) {
      throw new ContentsRefused("a span of it is corrupt: " + e.getMessage(), e);
    } finally {
      inflater.end();
    }
  }

  /** Inflates what there is room for, or what can be made of the input. */
  private static int drain(Inflater inflater, byte[] plain, int from) throws DataFormatException {
    int count = from;
    while (count < plain.length) {
      int more = inflater.inflate(plain, count, plain.length - count);
      if (more == 0) {
        return count;
      }
      count += more;
    }
    return count;
  }

  /** Of the entries that begin in the span, all whose headers end in it, too. */
  private void checkHeaders(int number, byte[] plain) throws ContentsRefused {
    long from = spans.plainStart(number);
    for (int i = entries.firstFrom(from); i < entries.count(); i++) {
      long start = entries.start(i) - from;
      long end = entries.content(i) - from;
      if (end > plain.length) {
        return;
      }
      byte[] header = Arrays.copyOfRange(plain, (int) start, (int) end);
      new StoredHeader(header.length, entries.header(i)).check(header);
    }
  }
}
