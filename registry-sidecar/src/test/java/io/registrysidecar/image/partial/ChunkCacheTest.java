package io.registrysidecar.image.partial;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.Digest;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChunkCacheTest {

  @Test
  void twoOfTheLargestChunksAreKept() {
    ChunkCache cache = new ChunkCache(4 << 20);
    byte[] first = put(cache, 1);
    byte[] second = put(cache, 2);

    assertThat(cache.get(chunk(1))).isSameAs(first).hasSize(4 << 20);
    assertThat(cache.get(chunk(2))).isSameAs(second).isNotSameAs(first);
    assertThat(cache.get(chunk(3))).isNull();
  }

  @Test
  void theOneThatWasNotUsedForLongestMakesRoom() {
    ChunkCache cache = new ChunkCache(4 << 20);
    byte[] first = put(cache, 1);
    byte[] second = put(cache, 2);
    cache.get(chunk(1));

    assertThat(put(cache, 3)).isSameAs(second);
    assertThat(cache.get(chunk(1))).isSameAs(first);
    assertThat(cache.get(chunk(2))).isNull();
  }

  @Test
  void noMoreMemoryIsTakenHoweverManyChunksThereAre() {
    ChunkCache cache = new ChunkCache(64 << 10);
    Set<byte[]> slots = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < 1000; i++) {
      slots.add(put(cache, i));
    }

    assertThat(slots).hasSize(16);
    assertThat(cache.get(chunk(984))).isNotNull();
    assertThat(cache.get(chunk(983))).isNull();
  }

  private static byte[] put(ChunkCache cache, int offset) {
    byte[] slot = cache.slot();
    cache.put(chunk(offset), slot);
    return slot;
  }

  private static Chunk chunk(int offset) {
    return new Chunk(offset, offset + 1, 1, Digest.sha256(new byte[0]));
  }
}
