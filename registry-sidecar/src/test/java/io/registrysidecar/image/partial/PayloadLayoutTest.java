package io.registrysidecar.image.partial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.oci.Digest;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What chunks that nobody wants, and nobody fetches, may claim of the blob. */
class PayloadLayoutTest {

  private final PayloadLayout layout = new PayloadLayout();
  private final List<Chunk> placed = new ArrayList<>();

  @Test
  void chunksThatFollowEachOtherAreToldWithTheirEnds() throws Exception {
    add(500, Chunk.OPEN, 20_000);
    add(9_000, Chunk.OPEN, 3_000);
    layout.end(11_000);

    assertThat(placed).extracting(Chunk::end).containsExactly(9_000L, 11_000L);
  }

  @Test
  void aChunkThatBeginsWhereAnotherOneDoes() throws Exception {
    add(500, Chunk.OPEN, 20_000);

    assertRefused(() -> add(500, Chunk.OPEN, 20_000), "overlap or are out of order");
  }

  @Test
  void aChunkThatBeginsBeforeTheLastOne() throws Exception {
    add(9_000, Chunk.OPEN, 20_000, 9_000);

    assertRefused(() -> add(8_999, Chunk.OPEN, 20_000), "overlap or are out of order");
  }

  @Test
  void aChunkThatBeginsWithinTheLastOne() throws Exception {
    add(500, 8_000, 20_000);

    assertRefused(() -> add(7_999, Chunk.OPEN, 20_000), "overlap or are out of order");
  }

  @Test
  void contentThatEndsBeforeItsLastChunkDoes() throws Exception {
    add(500, 8_000, 20_000);

    assertRefused(() -> layout.end(7_999), "overlap or are out of order");
  }

  @Test
  void aChunkWithMoreBytesThanItsContentCanTake() throws Exception {
    add(500, Chunk.OPEN, 2_000);

    assertRefused(() -> add(10_000, Chunk.OPEN, 100), "from byte 500 to byte 10000");
  }

  @Test
  void aChunkThatSaysSoItself() throws Exception {
    add(500, 10_000, 2_000);

    assertRefused(() -> layout.end(10_000), "from byte 500 to byte 10000");
  }

  @Test
  void bytesBetweenChunksThatNoHeaderTakes() throws Exception {
    add(500, 8_000, 20_000);

    assertRefused(() -> add(12_000, Chunk.OPEN, 100), "from byte 8000 to byte 12000");
  }

  @Test
  void bytesBetweenChunksThatHeadersTake() throws Exception {
    add(500, 8_000, 20_000);
    layout.header(4_000);
    add(12_000, Chunk.OPEN, 100);
    layout.end(12_100);

    assertThat(placed).hasSize(2);
  }

  @Test
  void bytesBeforeTheFirstChunk() {
    assertRefused(() -> add(5_000, Chunk.OPEN, 100), "from byte 0 to byte 5000");
  }

  private void add(long offset, long end, long size) throws ContentsRefused {
    add(offset, end, size, 0);
  }

  private void add(long offset, long end, long size, long header) throws ContentsRefused {
    layout.header(header);
    layout.chunk(new Chunk(offset, end, size, Digest.sha256(new byte[0])), placed::add);
  }

  private static void assertRefused(ThrowingCallable claim, String why) {
    assertThatThrownBy(claim).isInstanceOf(ContentsRefused.class).hasMessageContaining(why);
  }
}
