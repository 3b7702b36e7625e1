package io.registrysidecar.image.partial;

import java.io.IOException;
import java.io.InputStream;

/** A blob any part of which can be had by itself. Nothing that it gives is verified. */
public interface Parts {

  /** The size of the whole blob in bytes. */
  long size();

  /**
   * Opens {@code length} bytes, more than 0, from {@code offset} on.
   *
   * @throws ContentsRefused if the blob can only be had as a whole
   * @throws IOException if the part cannot be fetched
   */
  InputStream open(long offset, long length) throws IOException;

  /**
   * Opens the table of contents that is kept beside the blob.
   *
   * @throws IOException if there is none, or it cannot be fetched
   */
  InputStream openTable() throws IOException;
}
