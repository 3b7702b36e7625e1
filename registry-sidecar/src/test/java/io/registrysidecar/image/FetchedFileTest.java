package io.registrysidecar.image;

import static io.registrysidecar.testing.Contents.program;
import static io.registrysidecar.testing.ImageBuilder.tar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.image.inflate.Decompressors;
import io.registrysidecar.image.partial.ChunkedContent;
import io.registrysidecar.image.partial.Contents;
import io.registrysidecar.image.partial.ContentsRefused;
import io.registrysidecar.image.partial.FetchPlan;
import io.registrysidecar.image.partial.FetchedFiles;
import io.registrysidecar.image.partial.Need;
import io.registrysidecar.image.partial.Parts;
import io.registrysidecar.image.partial.StoredContents;
import io.registrysidecar.testing.SeekableLayer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FetchedFileTest extends LayerFileContract {

  private static final int CHUNK = 100_000;
  private static final byte[] NOISE = new byte[5_000_000];

  static {
    new Random(7).nextBytes(NOISE);
  }

  private final Decompressors decompressors = Decompressors.standard();

  /** The bytes from where to where of the layer were asked for. */
  private final List<long[]> requests = new ArrayList<>();

  @Override
  LayerFile file(byte[] content, ScratchSpace scratch) throws IOException {
    return file(
        SeekableLayer.eStargz(tar(program("a", content)), CHUNK), content.length, Need.HEAD);
  }

  @Test
  void onlyTheChunksThatAreTouchedAreFetched() throws IOException {
    LayerFile file = noise(Need.HEAD);
    file.peek(4);
    long head = fetched();
    SeekableByteChannel channel = file.channel().position(4_000_000);
    channel.read(ByteBuffer.allocate(10));

    assertThat(head).isBetween(1L * CHUNK, CHUNK + 1_000L);
    assertThat(fetched()).isBetween(2L * CHUNK, 2L * CHUNK + 2_000);
  }

  @Test
  void whatIsSkippedIsNotFetched() throws IOException {
    try (InputStream stream = noise(Need.HEAD).stream()) {
      stream.skipNBytes(4_999_999);

      assertThat(stream.read()).isEqualTo(NOISE[4_999_999] & 0xff);
      assertThat(stream.read()).isEqualTo(-1);
    }
    assertThat(fetched()).isLessThan(CHUNK + 1_000);
  }

  @Test
  void theLastChunkMayBeReadBeforeTheFirst() throws IOException {
    SeekableByteChannel channel = noise(Need.ENDS).channel();
    ByteBuffer bytes = ByteBuffer.allocate(2);
    channel.position(4_999_999).read(bytes.limit(1));
    channel.position(0).read(bytes.limit(2));

    assertThat(bytes.array()).containsExactly(NOISE[4_999_999], NOISE[0]);
    assertThat(requests).hasSize(2);
  }

  @Test
  void readingOnTakesEverMoreWithOneRequest() throws IOException {
    assertThat(noise(Need.HEAD).stream().readAllBytes()).isEqualTo(NOISE);

    assertThat(requests.size()).isLessThan(10);
  }

  @Test
  void noByteOfADamagedChunkIsGiven() throws IOException {
    SeekableLayer layer = SeekableLayer.zstdChunked(tar(program("a", NOISE)), CHUNK);
    byte[] damaged = layer.bytes().clone();
    damaged[50_000] ^= 1;
    LayerFile file = file(layer.with(damaged), NOISE.length, Need.HEAD);

    assertThatThrownBy(() -> file.peek(4)).isInstanceOf(ContentsRefused.class);
    // Whatever a reader makes of that, nothing more is believed of the layer.
    assertThatThrownBy(() -> file.channel().position(4_000_000).read(ByteBuffer.allocate(1)))
        .isInstanceOf(ContentsRefused.class);
  }

  private LayerFile noise(Need need) throws IOException {
    return file(SeekableLayer.zstdChunked(tar(program("a", NOISE)), CHUNK), NOISE.length, need);
  }

  private LayerFile file(SeekableLayer layer, int size, Need need) throws IOException {
    Contents contents = Contents.promised(layer.descriptor().annotations()).orElseThrow();
    Parts parts = new Requested(layer.bytes());
    StoredContents table = contents.fetch(parts, decompressors);
    FetchPlan.Builder plan = table.plan();
    table.read(entry -> plan.add(entry, need));
    requests.clear();
    FetchedFiles files =
        new FetchedFiles(
            plan.build(table.payloadEnd()),
            parts,
            table.unpacker(),
            System::nanoTime,
            (_, _) -> {});
    ChunkedContent content = files.content(0, size);
    LayerEntry entry = new LayerEntry(TarPath.of("a"), LayerEntry.Kind.FILE, size, 0644, null);
    return new FetchedFile(entry, content, LayerContext.of(ScratchSpaces.of(directory, 3 << 20)));
  }

  private long fetched() {
    return requests.stream().mapToLong(request -> request[1]).sum();
  }

  /** Remembers what was asked for. */
  private final class Requested implements Parts {
    private final byte[] blob;

    Requested(byte[] blob) {
      this.blob = blob;
    }

    @Override
    public long size() {
      return blob.length;
    }

    @Override
    public InputStream open(long offset, long length) {
      requests.add(new long[] {offset, length});
      return new ByteArrayInputStream(blob, (int) offset, (int) length);
    }

    @Override
    public InputStream openTable() {
      throw new UnsupportedOperationException("the table is in the blob");
    }
  }
}
