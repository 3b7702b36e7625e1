package io.registrysidecar.image.partial;

import io.registrysidecar.image.partial.FetchPlan.PlannedFile;
import io.registrysidecar.image.partial.FetchPlan.Span;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The content of the files of a plan, in its order. What was foreseen comes in the requests of the
 * plan; other chunks are requested when they are touched, and as long as one after the other is,
 * ever more of them at once.
 */
public final class FetchedFiles implements AutoCloseable {

  /** The most requests for chunks that were not foreseen. */
  private static final int MOST_DEMANDS = 4096;

  private static final long FIRST_AHEAD = 64 << 10;
  private static final long MOST_AHEAD = 4 << 20;

  private final Parts blob;
  private final Iterator<PlannedFile> files;
  private final ChunkFetcher plan;
  private final ChunkLoader loader;
  private final ChunkCache cache;
  private @Nullable PlannedFile next;
  private @Nullable IOException failure;
  private @Nullable ChunkFetcher demand;
  private long demandEnd;
  private long ahead;
  private int demands;

  /**
   * Fetches as {@code plan} says; nothing yet.
   *
   * @param unpacker undoes the compression of chunks
   * @param nanoTime a clock that only moves forward
   * @param watch told of every chunk
   */
  public FetchedFiles(
      FetchPlan plan, Parts blob, ChunkUnpacker unpacker, LongSupplier nanoTime, Watch watch) {
    this.blob = blob;
    this.files = plan.files().iterator();
    this.plan = new ChunkFetcher(blob, plan.spans());
    this.cache = new ChunkCache(plan.largestChunk());
    this.loader = new ChunkLoader(unpacker, nanoTime, watch);
    this.next = files.hasNext() ? files.next() : null;
  }

  /**
   * The content of the file that is the entry of this number; fails when it is read, but was not
   * planned. Asked for entries in their order.
   *
   * @param size how many bytes it has
   */
  public ChunkedContent content(long entry, long size) {
    while (next != null && next.entry() < entry) {
      next = files.hasNext() ? files.next() : null;
    }
    boolean isPlanned = next != null && next.entry() == entry;
    return new ChunkedContent(isPlanned ? next : null, size, this);
  }

  /** Fails if anything of what was read before was wrong, whoever caught that. */
  public void check() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  /** How long bytes were waited for, in nanoseconds. */
  public long waited() {
    return loader.waited();
  }

  /** How many bytes were unpacked. */
  public long unpacked() {
    return loader.unpacked();
  }

  @Override
  public void close() throws IOException {
    try {
      plan.close();
    } finally {
      endDemand();
    }
  }

  /** Notes a failure, which no reader can make undone. */
  IOException failed(IOException cause) {
    if (failure == null) {
      failure = cause;
    }
    return cause;
  }

  /** A chunk that was given before; null when others took its place, or it never was. */
  byte @Nullable [] known(PlannedFile file, int index) throws IOException {
    check();
    return cache.get(file.chunks().get(index));
  }

  /** A chunk that the plan fetches, behind those asked for before. */
  byte[] foreseen(PlannedFile file, int index) throws IOException {
    check();
    Chunk chunk = file.chunks().get(index);
    byte[] known = cache.get(chunk);
    if (known != null) {
      return known;
    }
    try {
      return load(chunk, plan.open(chunk));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Any chunk that is not known. */
  byte[] demanded(PlannedFile file, int index) throws IOException {
    check();
    Chunk chunk = file.chunks().get(index);
    try {
      return load(chunk, demand(file, index).open(chunk));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private byte[] load(Chunk chunk, InputStream stored) throws IOException {
    byte[] plain = cache.slot();
    loader.load(chunk, stored, plain);
    cache.put(chunk, plain);
    return plain;
  }

  private ChunkFetcher demand(PlannedFile file, int index) throws IOException {
    Chunk chunk = file.chunks().get(index);
    if (demand != null && demand.reaches(chunk)) {
      return demand;
    }
    endDemand();
    if (++demands > MOST_DEMANDS) {
      throw new ContentsRefused("more than " + MOST_DEMANDS + " chunks of it are wanted singly");
    }
    boolean follows = chunk.offset() == demandEnd || chunk.offset() == demandEnd - 1;
    ahead = follows ? Math.clamp(2 * ahead, FIRST_AHEAD, MOST_AHEAD) : 0;
    demandEnd = chunk.end();
    for (int i = index + 1; i < file.chunks().size(); i++) {
      Chunk following = file.chunks().get(i);
      if (following.end() - chunk.offset() > ahead) {
        break;
      }
      demandEnd = following.end();
    }
    demand = new ChunkFetcher(blob, List.of(new Span(chunk.offset(), demandEnd)));
    return demand;
  }

  private void endDemand() throws IOException {
    if (demand != null) {
      demand.close();
    }
    demand = null;
  }

  /** May end a reading that has become too dear. */
  public interface Watch {
    /**
     * A chunk was loaded.
     *
     * @param waited how long bytes were waited for until now, in nanoseconds
     * @param unpacked how many bytes were unpacked until now
     */
    void loaded(long waited, long unpacked) throws IOException;
  }
}
