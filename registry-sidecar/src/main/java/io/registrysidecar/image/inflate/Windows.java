package io.registrysidecar.image.inflate;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Plain bytes, a window at a time. The window belongs to whoever made it, so that a reader that
 * skips bytes never copies them.
 */
public interface Windows extends AutoCloseable {

  /**
   * The next bytes, valid until the next call; without any remaining at the end.
   *
   * @throws CorruptStream if the compressed bytes are not what they should be
   * @throws SourceFailed if they cannot be fetched
   * @throws IOException if the thread was interrupted, or a limit was reached
   */
  ByteBuffer next() throws IOException;

  /**
   * Passes over bytes without making them, where that is possible.
   *
   * @return how many, at most {@code count}; the caller passes over the rest
   */
  default long skip(long count) throws IOException {
    return 0;
  }

  /** Frees what the decompression holds; the compressed stream stays open. */
  @Override
  void close();
}
