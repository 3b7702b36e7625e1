package io.registrysidecar.image.partial;

import io.registrysidecar.image.tar.TarEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a layer as its table of contents describes it.
 *
 * @param header what its tar header says, if the table tells the truth
 * @param chunks where its content is, in order; empty for all but files that have any
 * @param headerBytes as much as its headers may take in the blob
 * @param before how many bytes of the chunks stand before its content, its headers the last of
 *     them; 0 where the chunks hold nothing but content
 * @param known its content where that has been fetched already; else null, and it is in the chunks
 */
public record ContentsEntry(
    TarEntry header,
    List<Chunk> chunks,
    long headerBytes,
    long before,
    @Nullable KnownContent known) {

  /** An entry whose content has not been fetched. */
  ContentsEntry(TarEntry header, List<Chunk> chunks, long headerBytes) {
    this(header, chunks, headerBytes, 0, null);
  }

  /** Copies the list. */
  public ContentsEntry {
    chunks = List.copyOf(chunks);
  }

  /** Content that costs no request. */
  public interface KnownContent {
    /** Opens it, from its beginning. */
    InputStream open() throws IOException;
  }

  /** Is shown the entries of a table, in their order. */
  public interface Sink {
    /** One entry. */
    void entry(ContentsEntry entry) throws IOException;
  }
}
