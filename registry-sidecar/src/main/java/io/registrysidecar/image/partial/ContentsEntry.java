package io.registrysidecar.image.partial;

import io.registrysidecar.image.tar.TarEntry;
import java.io.IOException;
import java.util.List;

/**
 * One entry of a layer as its table of contents describes it.
 *
 * @param header what its tar header says, if the table tells the truth
 * @param chunks where its content is, in order; empty for all but files that have any
 * @param headerBytes as much as its headers may take in the blob
 */
public record ContentsEntry(TarEntry header, List<Chunk> chunks, long headerBytes) {

  /** Copies the list. */
  public ContentsEntry {
    chunks = List.copyOf(chunks);
  }

  /** Is shown the entries of a table, in their order. */
  public interface Sink {
    /** One entry. */
    void entry(ContentsEntry entry) throws IOException;
  }
}
