package io.registrysidecar.image.partial;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where the chunks of a layer are, each told in turn; refuses what cannot be there. */
interface Layout {

  /** There may be a tar header of at most so many bytes next. */
  void header(long bytes);

  /**
   * The next chunk.
   *
   * @param placed given the chunk once it is known where it ends, or null
   */
  void chunk(Chunk chunk, @Nullable Consumer<Chunk> placed) throws ContentsRefused;

  /** The content ends at {@code offset}. */
  void end(long offset) throws ContentsRefused;

  /** Of a table whose chunks have all been placed, and which checks them itself. */
  final class Placed implements Layout {

    @Override
    public void header(long bytes) {
      // Lies in a chunk.
    }

    @Override
    public void chunk(Chunk chunk, @Nullable Consumer<Chunk> placed) {
      if (placed != null) {
        placed.accept(chunk);
      }
    }

    @Override
    public void end(long offset) {
      // The last chunk ends there.
    }
  }
}
