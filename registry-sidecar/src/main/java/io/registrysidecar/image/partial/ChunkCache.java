package io.registrysidecar.image.partial;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a blob that were used last. Each has a slot of the same size, which is used again:
 * a chunk may have megabytes, of which the collector would otherwise find thousands.
 */
final class ChunkCache {

  /** Of small chunks, more than two are kept. */
  private static final int LEAST = 1 << 20;

  private final int size;
  private final int slots;
  private final LinkedHashMap<Chunk, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param largest how many bytes the largest chunk unpacks to; two of them have room, those at
   *     either end of a file
   */
  ChunkCache(int largest) {
    this.size = Math.max(1, largest);
    this.slots = Math.max(2, LEAST / size);
  }

  /**
   * The slot that begins with the content of {@code chunk}, until two others are put here; null if
   * it is not here.
   */
  byte @Nullable [] get(Chunk chunk) {
    return kept.get(chunk);
  }

  /** A slot for a chunk; it is taken from the one that was not used for longest. */
  byte[] slot() {
    if (kept.size() < slots) {
      return new byte[size];
    }
    Map.Entry<Chunk, byte[]> oldest = kept.firstEntry();
    kept.remove(oldest.getKey());
    return oldest.getValue();
  }

  /**
   * Keeps a chunk that was not here.
   *
   * @param slot begins with its content
   */
  void put(Chunk chunk, byte[] slot) {
    kept.put(chunk, slot);
  }
}
