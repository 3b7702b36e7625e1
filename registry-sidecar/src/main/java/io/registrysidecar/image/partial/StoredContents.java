package io.registrysidecar.image.partial;

import java.io.IOException;

/** A table of contents as it was fetched; small enough to be kept, and read more than once. */
public interface StoredContents {

  /** Where in the blob the content that the table describes ends. */
  long payloadEnd();

  /**
   * Shows every entry, in the order in which they stand.
   *
   * @throws ContentsRefused if the table is not what its digest promises, or makes no sense; what
   *     was shown of it is worthless then
   * @throws IOException as {@code sink} throws it
   */
  void read(ContentsEntry.Sink sink) throws IOException;

  /** Begins a plan of what is fetched of its entries. */
  FetchPlan.Builder plan();

  /** What undoes the compression of its chunks and verifies them. */
  ChunkUnpacker unpacker();
}
