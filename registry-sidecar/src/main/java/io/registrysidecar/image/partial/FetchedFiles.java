package io.registrysidecar.image.partial;

import io.registrysidecar.image.inflate.Decompressor;
import io.registrysidecar.image.partial.FetchPlan.PlannedFile;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The content of the files of a plan, in its order. Closing one passes over what was not read of
 * it.
 */
public final class FetchedFiles implements AutoCloseable {

  private final Iterator<PlannedFile> files;
  private final ChunkFetcher fetcher;
  private final Decompressor decompressor;
  final LongSupplier nanoTime;
  private @Nullable PlannedFile next;
  private long waited;

  /**
   * Fetches as {@code plan} says; nothing yet.
   *
   * @param decompressor undoes the compression of chunks
   * @param nanoTime a clock that only moves forward
   */
  public FetchedFiles(
      FetchPlan plan, Parts blob, Decompressor decompressor, LongSupplier nanoTime) {
    this.files = plan.files().iterator();
    this.fetcher = new ChunkFetcher(blob, plan.spans());
    this.decompressor = decompressor;
    this.nanoTime = nanoTime;
    this.next = files.hasNext() ? files.next() : null;
  }

  /**
   * The content of the file that is the entry of this number; fails when it is read, but was not
   * planned. Asked for entries in their order.
   *
   * @param size how many bytes it has
   */
  public VerifiedContent content(long entry, long size) {
    while (next != null && next.entry() < entry) {
      advance();
    }
    List<Chunk> chunks = next != null && next.entry() == entry ? next.chunks() : List.of();
    return new VerifiedContent(chunks, chunks.isEmpty() && size > 0, fetcher, decompressor, this);
  }

  /** How long bytes were waited for, in nanoseconds. */
  public long waited() {
    return waited;
  }

  void waited(long nanos) {
    waited += nanos;
  }

  @Override
  public void close() throws IOException {
    fetcher.close();
  }

  private void advance() {
    next = files.hasNext() ? files.next() : null;
  }
}
