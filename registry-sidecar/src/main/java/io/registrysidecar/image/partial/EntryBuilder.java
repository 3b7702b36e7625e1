package io.registrysidecar.image.partial;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.registrysidecar.image.tar.TarEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts entries together from the objects of a table, and checks that each is of one piece. */
final class EntryBuilder {

  private static final int PERMISSIONS = 07777;

  /** What a header with extended headers takes when it is compressed badly. */
  private static final long HEADER = 1 << 10;

  private final boolean closed;
  private final ContentsEntry.Sink sink;
  private final List<Chunk> chunks = new ArrayList<>();
  private @Nullable RawEntry file;
  private long described;

  /**
   * @param closed whether files may say where their content ends
   */
  EntryBuilder(boolean closed, ContentsEntry.Sink sink) {
    this.closed = closed;
    this.sink = sink;
  }

  void add(RawEntry raw) throws IOException {
    if (raw.type.equals("chunk")) {
      if (file == null || !raw.name.equals(file.name)) {
        throw refused("a chunk of no file", raw);
      }
      addChunk(file, raw);
      return;
    }
    finish();
    if (raw.type.equals("reg")) {
      begin(raw);
    } else {
      sink.entry(new ContentsEntry(header(raw, type(raw), 0), List.of(), headerBytes(raw)));
    }
  }

  /** Tells of the last entry. */
  void finish() throws IOException {
    RawEntry complete = file;
    if (complete != null) {
      if (described != complete.size) {
        throw refused("chunks of " + described + " bytes instead of " + complete.size, complete);
      }
      sink.entry(
          new ContentsEntry(
              header(complete, TarEntry.Type.FILE, complete.size), chunks, headerBytes(complete)));
    }
    file = null;
    chunks.clear();
    described = 0;
  }

  private void begin(RawEntry raw) throws ContentsRefused {
    if (raw.name.endsWith("/")) {
      throw refused("a file with the name of a directory", raw);
    }
    file = raw;
    if (raw.size > 0) {
      addChunk(raw, raw);
    }
  }

  private void addChunk(RawEntry whole, RawEntry raw) throws ContentsRefused {
    long size = raw.chunkSize == 0 ? whole.size - raw.chunkOffset : raw.chunkSize;
    if (raw.chunkOffset != described || size <= 0 || size > whole.size - described) {
      throw refused("a chunk out of place", raw);
    }
    boolean first = chunks.isEmpty();
    if (!first) {
      close(raw.offset);
    }
    String digest = raw.chunkDigest.isEmpty() && size == whole.size ? raw.digest : raw.chunkDigest;
    // Of the writers of zstd:chunked layers, some say it and some do not.
    long end = closed && whole.endOffset > 0 ? whole.endOffset : Chunk.OPEN;
    chunks.add(new Chunk(raw.offset, end, size, Fetch.digest(digest)));
    described += size;
  }

  /** Says that the last chunk ends where the next of the same file begins. */
  private void close(long end) {
    Chunk last = chunks.removeLast();
    chunks.add(new Chunk(last.offset(), end, last.size(), last.digest()));
  }

  private static TarEntry header(RawEntry raw, TarEntry.Type type, long size) {
    return new TarEntry(
        raw.name.getBytes(UTF_8),
        type,
        size,
        (int) (raw.mode & PERMISSIONS),
        raw.linkName.getBytes(UTF_8));
  }

  private static TarEntry.Type type(RawEntry raw) throws ContentsRefused {
    return switch (raw.type) {
      case "dir" -> TarEntry.Type.DIRECTORY;
      case "symlink" -> TarEntry.Type.SYMBOLIC_LINK;
      case "hardlink" -> TarEntry.Type.HARD_LINK;
      case "char", "block", "fifo" -> TarEntry.Type.OTHER;
      default -> throw refused("an entry of the type \"" + raw.type + "\"", raw);
    };
  }

  private static long headerBytes(RawEntry raw) {
    return HEADER + 2L * (raw.name.length() + raw.linkName.length()) + 2 * raw.attributeBytes;
  }

  private static ContentsRefused refused(String what, RawEntry raw) {
    return new ContentsRefused("its table of contents has " + what + ": " + raw.name);
  }
}
