package io.registrysidecar.image.partial;

import io.registrysidecar.image.partial.FetchPlan.PlannedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The content of one file, of which a chunk is fetched when somebody touches it. All that it gives
 * was verified before. The chunks used last are kept, others are fetched again if need be.
 */
public final class ChunkedContent {

  private final @Nullable PlannedFile file;
  private final long size;
  private final FetchedFiles source;
  private boolean headerChecked;

  /** The foreseen chunks before this one have passed. */
  private int next;

  /**
   * @param file null when nobody foresaw that it would be read
   */
  ChunkedContent(@Nullable PlannedFile file, long size, FetchedFiles source) {
    this.file = file;
    this.size = size;
    this.source = source;
  }

  /** How many bytes it has. */
  public long size() {
    return size;
  }

  /**
   * Reads some bytes, at least one if there is one and room for it.
   *
   * @param position where they begin
   * @return how many, or -1 at the end
   * @throws ContentsRefused if they are not what the table promises, or nobody foresaw that they
   *     would be read
   */
  public int read(long position, ByteBuffer target) throws IOException {
    if (!target.hasRemaining()) {
      return 0;
    }
    if (position >= size) {
      return -1;
    }
    if (file == null) {
      throw source.failed(new ContentsRefused("a file is wanted of which this was not foreseen"));
    }
    checkHeader(file);
    return copy(file, position, size, target);
  }

  private int copy(PlannedFile planned, long position, long end, ByteBuffer target)
      throws IOException {
    int index = planned.chunkAt(position);
    byte[] chunk = chunk(planned, index);
    int from = (int) (position - planned.start(index));
    long left = planned.chunks().get(index).size() - from;
    int count = (int) Math.min(Math.min(target.remaining(), left), end - position);
    target.put(chunk, from, count);
    return count;
  }

  /** Where its header can be seen, it must be the one that the table says. */
  private void checkHeader(PlannedFile planned) throws IOException {
    StoredHeader header = planned.header();
    if (header == null || headerChecked) {
      return;
    }
    ByteBuffer bytes = ByteBuffer.allocate(header.length());
    while (bytes.hasRemaining()) {
      copy(planned, bytes.position() - header.length(), 0, bytes);
    }
    try {
      header.check(bytes.array());
    } catch (ContentsRefused e) {
      throw source.failed(e);
    }
    headerChecked = true;
  }

  private byte[] chunk(PlannedFile planned, int index) throws IOException {
    byte[] known = source.known(planned, index);
    if (known != null) {
      return known;
    }
    if (index < next || !planned.isForeseen(index)) {
      return source.demanded(planned, index);
    }
    // They come in their order, whatever the order is that they are asked for in.
    while (next < index) {
      if (planned.isForeseen(next)) {
        source.foreseen(planned, next);
      }
      next++;
    }
    next++;
    return source.foreseen(planned, index);
  }
}
