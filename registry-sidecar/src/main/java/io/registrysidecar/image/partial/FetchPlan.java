package io.registrysidecar.image.partial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of a blob are fetched without anybody asking, and which files may be asked for.
 *
 * @param files the wanted files that have content, in the order of the table
 * @param spans what is fetched with one request each, ascending and apart
 */
public record FetchPlan(List<PlannedFile> files, List<Span> spans) {

  /** The most requests that are made for one layer. */
  static final int MOST_REQUESTS = 512;

  /** Fetching as many unwanted bytes costs about as much as one more request. */
  private static final long GAP = 32 << 10;

  /** Of a small layer, gaps of the same size would soon be most. */
  private static final long SHARE = 64;

  private static final int MOST_CHUNKS = 500_000;

  /** A chunk is unpacked in memory. Writers make them of 4 MiB at most, unless told otherwise. */
  static final int LARGEST_CHUNK = 8 << 20;

  /** Copies the lists. */
  public FetchPlan {
    files = List.copyOf(files);
    spans = List.copyOf(spans);
  }

  /** How many bytes the largest chunk that may be asked for unpacks to; 0 if none may. */
  int largestChunk() {
    return (int)
        files.stream()
            .flatMap(file -> file.chunks().stream())
            .mapToLong(Chunk::size)
            .max()
            .orElse(0);
  }

  /** How many bytes are fetched before anybody asks for more. */
  public long bytes() {
    return spans.stream().mapToLong(Span::length).sum();
  }

  /**
   * A wanted file.
   *
   * @param entry its number in the table, from 0
   * @param need which chunks are fetched before anybody asks for them
   * @param chunks where its content is, each with its end
   * @param starts where in the file each chunk begins; before it where the chunk has more than it
   * @param header its tar header, where that lies in the chunks before its content; else null
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record PlannedFile(
      long entry, Need need, List<Chunk> chunks, long[] starts, @Nullable StoredHeader header) {

    boolean isForeseen(int chunk) {
      return need.includes(chunk, chunks.size());
    }

    long start(int chunk) {
      return starts[chunk];
    }

    /** The number of the chunk that has the byte at {@code position} of the file. */
    int chunkAt(long position) {
      int found = Arrays.binarySearch(starts, position);
      return found >= 0 ? found : -found - 2;
    }

    private Stream<Chunk> foreseen() {
      return IntStream.range(0, chunks.size()).filter(this::isForeseen).mapToObj(chunks::get);
    }
  }

  /** Some bytes from within the blob, the end not included. */
  record Span(long offset, long end) {
    long length() {
      return end - offset;
    }
  }

  /** Makes a plan of what a table says, entry by entry, and checks that it leaves no room. */
  public static final class Builder {
    private final Layout layout;
    private final List<PlannedFile> files = new ArrayList<>();
    private long entries;
    private int chunks;

    Builder(Layout layout) {
      this.layout = layout;
    }

    /**
     * The next entry.
     *
     * @param need what of its content is
     * @throws ContentsRefused if it cannot be where the table says that it is, or if too much is
     *     wanted
     */
    public void add(ContentsEntry entry, Need need) throws ContentsRefused {
      layout.header(entry.headerBytes());
      boolean wanted = need != Need.NOTHING && !entry.chunks().isEmpty();
      List<Chunk> mine = wanted ? new ArrayList<>(entry.chunks().size()) : List.of();
      for (Chunk chunk : entry.chunks()) {
        layout.chunk(chunk, wanted ? mine::add : null);
      }
      if (wanted) {
        chunks += entry.chunks().size();
        if (chunks > MOST_CHUNKS) {
          throw new ContentsRefused("more than " + MOST_CHUNKS + " chunks of it are wanted");
        }
        files.add(new PlannedFile(entries, need, mine, starts(entry), StoredHeader.of(entry)));
      }
      entries++;
    }

    private static long[] starts(ContentsEntry entry) throws ContentsRefused {
      long[] starts = new long[entry.chunks().size()];
      long start = -entry.before();
      for (int i = 0; i < starts.length; i++) {
        starts[i] = start;
        long size = entry.chunks().get(i).size();
        if (size > LARGEST_CHUNK) {
          throw new ContentsRefused("a chunk of it has " + size + " bytes");
        }
        start += size;
      }
      return starts;
    }

    /**
     * The plan.
     *
     * @param payloadEnd where the content of the layer ends
     * @throws ContentsRefused if the content cannot end there
     */
    public FetchPlan build(long payloadEnd) throws ContentsRefused {
      layout.end(payloadEnd);
      List<Chunk> all = files.stream().flatMap(PlannedFile::foreseen).toList();
      long gap = Math.min(GAP, payloadEnd / SHARE);
      List<Span> spans = spans(all, gap);
      while (spans.size() > MOST_REQUESTS) {
        gap *= 2;
        spans = spans(all, gap);
      }
      return new FetchPlan(files, spans);
    }

    private static List<Span> spans(List<Chunk> chunks, long gap) {
      List<Span> spans = new ArrayList<>();
      @Nullable Span open = null;
      for (Chunk chunk : chunks) {
        if (open != null && chunk.offset() - open.end() <= gap) {
          open = new Span(open.offset(), chunk.end());
        } else {
          if (open != null) {
            spans.add(open);
          }
          open = new Span(chunk.offset(), chunk.end());
        }
      }
      if (open != null) {
        spans.add(open);
      }
      return spans;
    }
  }
}
