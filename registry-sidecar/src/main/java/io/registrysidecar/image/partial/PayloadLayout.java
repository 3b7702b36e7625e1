package io.registrysidecar.image.partial;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the chunks of a layer are, and whether they leave room for content that the table does not
 * list.
 *
 * <p>Chunks must follow each other. A chunk may not take more bytes than its content can when it
 * does not compress at all, and between two chunks there may be no more than tar headers of the
 * entries between them. What compresses well still fits into these margins: this makes a false
 * table harder, not impossible.
 */
final class PayloadLayout implements Layout {

  /** Zeros, which take little. */
  private static final long TRAILER = 1 << 10;

  /** Headers and checksums of a member or frame, and the padding of the file before. */
  private static final long FRAMING = 1 << 10;

  private long slack = FRAMING;
  private @Nullable Chunk last;
  private @Nullable Consumer<Chunk> receiver;

  @Override
  public void header(long bytes) {
    slack += bytes;
  }

  @Override
  public void chunk(Chunk chunk, @Nullable Consumer<Chunk> placed) throws ContentsRefused {
    close(chunk.offset());
    last = chunk;
    receiver = placed;
    slack = FRAMING;
  }

  @Override
  public void end(long offset) throws ContentsRefused {
    slack += TRAILER;
    close(offset);
  }

  private void close(long next) throws ContentsRefused {
    Chunk chunk = last;
    if (chunk == null) {
      checkGap(0, next);
      return;
    }
    boolean open = chunk.end() == Chunk.OPEN;
    long end = open ? next : chunk.end();
    if (end <= chunk.offset() || end > next) {
      throw new ContentsRefused(
          "its table of contents has chunks that overlap or are out of order, at byte "
              + chunk.offset());
    }
    // Neither deflate nor zstd makes anything larger by more than a thousandth.
    long most = chunk.size() + chunk.size() / 1000 + FRAMING + (open ? slack : 0);
    if (end - chunk.offset() > most) {
      throw hiding(chunk.offset(), end);
    }
    if (!open) {
      checkGap(end, next);
    }
    if (receiver != null) {
      receiver.accept(new Chunk(chunk.offset(), end, chunk.size(), chunk.digest()));
    }
  }

  private void checkGap(long from, long to) throws ContentsRefused {
    if (to - from > slack) {
      throw hiding(from, to);
    }
  }

  private static ContentsRefused hiding(long from, long to) {
    return new ContentsRefused(
        "its table of contents leaves more room than it accounts for, from byte "
            + from
            + " to byte "
            + to);
  }
}
