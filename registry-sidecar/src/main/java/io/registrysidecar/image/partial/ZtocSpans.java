package io.registrysidecar.image.partial;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The spans of a zTOC. Each begins at a block of the deflate stream, of which the first bits may
 * share a byte with the span before, and with the 32 KiB of content before it can be inflated by
 * itself. Together they are all of the stream.
 */
final class ZtocSpans {

  /** What a deflate stream looks back at. */
  static final int WINDOW = 32 << 10;

  private static final int HEADER = Integer.BYTES + Long.BYTES;
  private static final int CHECKPOINT = 2 * Long.BYTES + 1 + WINDOW;

  /** The shortest gzip header; older tables leave out that of the first span. */
  private static final int SHORTEST_START = 10;

  private static final int LONGEST_START = 128 << 10;

  /** What many small blocks may add to content that does not compress. */
  private static final long FRAMING = 1 << 10;

  /** Archives are padded with zeros, which tables do not count. */
  private static final long TRAILER = 32 << 10;

  private final ByteBuffer checkpoints;
  private final int left;
  private final long[] plainStarts;
  private final List<Chunk> chunks;

  private ZtocSpans(ByteBuffer checkpoints, int left, long[] plainStarts, List<Chunk> chunks) {
    this.checkpoints = checkpoints;
    this.left = left;
    this.plainStarts = plainStarts;
    this.chunks = List.copyOf(chunks);
  }

  /**
   * Reads them.
   *
   * @param info the part of the table that is about compression
   * @param size the size of the blob
   * @param plainSize how much of what it unpacks to is of interest
   */
  static ZtocSpans read(FlatTable info, long size, long plainSize) throws ContentsRefused {
    ByteBuffer checkpoints = info.bytes(3);
    FlatTable.Vector digests = info.vector(2);
    int count = digests.count();
    if (checkpoints.limit() < HEADER || checkpoints.getInt(0) != count || count == 0) {
      throw refused("as many checkpoints as spans are not there");
    }
    long stored = (long) checkpoints.limit() - HEADER;
    int left = stored == (count - 1L) * CHECKPOINT ? 1 : 0;
    if (info.number(1) != count - 1 || stored != (long) (count - left) * CHECKPOINT) {
      throw refused("as many checkpoints as spans are not there");
    }
    long[] starts = new long[count + 1];
    long[] plainStarts = new long[count + 1];
    for (int i = 0; i < count; i++) {
      starts[i] = i < left ? SHORTEST_START : checkpoints.getLong(at(i - left));
      plainStarts[i] = i < left ? 0 : checkpoints.getLong(at(i - left) + Long.BYTES);
    }
    starts[count] = size;
    plainStarts[count] = Math.max(plainSize, plainStarts[count - 1]);
    ZtocSpans empty = new ZtocSpans(checkpoints, left, plainStarts, List.of());
    return new ZtocSpans(checkpoints, left, plainStarts, empty.chunks(starts, digests));
  }

  private List<Chunk> chunks(long[] starts, FlatTable.Vector digests) throws ContentsRefused {
    if (plainStarts[0] != 0
        || bits(0) != 0
        || starts[0] < SHORTEST_START
        || starts[0] > LONGEST_START) {
      throw refused("its first span does not begin where content does");
    }
    List<Chunk> all = new ArrayList<>(digests.count());
    for (int i = 0; i < digests.count(); i++) {
      long start = starts[i] - (bits(i) == 0 ? 0 : 1);
      long length = starts[i + 1] - start;
      long plain = plainStarts[i + 1] - plainStarts[i];
      boolean isLast = i == digests.count() - 1;
      if (length <= 0 || plain < 0 || (plain == 0 && !isLast) || bits(i) >= Byte.SIZE) {
        throw refused("its spans overlap or are out of order");
      }
      // Neither can content be hidden in what a span could not take, nor memory be filled by it.
      if (length > plain + plain / 1000 + (isLast ? TRAILER : FRAMING)) {
        throw refused("a span of it has " + length + " bytes for " + plain + " of content");
      }
      String digest = US_ASCII.decode(digests.bytes(i)).toString();
      all.add(new Chunk(start, starts[i + 1], plain, Fetch.digest(digest)));
    }
    return all;
  }

  /** The spans that have the bytes of the tar stream from {@code start} to before {@code end}. */
  List<Chunk> covering(long start, long end) {
    return chunks.subList(numberAt(start), numberAt(end - 1) + 1);
  }

  /** The number of the span that has the byte at {@code position} of the tar stream. */
  int numberAt(long position) {
    int found = Arrays.binarySearch(plainStarts, 0, chunks.size(), position);
    return found >= 0 ? found : -found - 2;
  }

  /** The number of a span. */
  int numberOf(Chunk span) {
    int low = 0;
    int high = chunks.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (chunks.get(middle).offset() < span.offset()) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  boolean isLast(int number) {
    return number == chunks.size() - 1;
  }

  /** Where in the tar stream a span begins. */
  long plainStart(int number) {
    return plainStarts[number];
  }

  /** How many higher bits of its first byte belong to a span; 0 when all do. */
  int bits(int number) {
    return number < left
        ? 0
        : Byte.toUnsignedInt(checkpoints.get(at(number - left) + 2 * Long.BYTES));
  }

  /** What stands before a span in the tar stream, if the table tells the truth. */
  byte[] window(int number) {
    byte[] window = new byte[WINDOW];
    checkpoints.get(at(number - left) + 2 * Long.BYTES + 1, window);
    return window;
  }

  private static int at(int checkpoint) {
    return HEADER + checkpoint * CHECKPOINT;
  }

  private static ContentsRefused refused(String what) {
    return new ContentsRefused("its table of contents makes no sense: " + what);
  }
}
