package io.registrysidecar.image.partial;

import io.registrysidecar.image.inflate.CompressedInput;
import io.registrysidecar.image.inflate.CorruptStream;
import io.registrysidecar.image.inflate.Decompressor;
import io.registrysidecar.image.inflate.Windows;
import io.registrysidecar.oci.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** The table of a zstd:chunked layer. */
final class ZstdChunkedContents implements StoredContents {

  private final byte[] stored;
  private final ZstdChunked promise;
  private final long start;
  private final Decompressor zstd;

  ZstdChunkedContents(byte[] stored, ZstdChunked promise, long start, Decompressor zstd) {
    this.stored = stored;
    this.promise = promise;
    this.start = start;
    this.zstd = zstd;
  }

  @Override
  public long payloadEnd() {
    return start;
  }

  @Override
  public FetchPlan.Builder plan() {
    return new FetchPlan.Builder(new PayloadLayout());
  }

  @Override
  public ChunkUnpacker unpacker() {
    return new MemberUnpacker(zstd);
  }

  @Override
  public void read(ContentsEntry.Sink sink) throws IOException {
    Digest digest = promise.digest();
    Digest actual = Digest.ofContent(stored, digest.algorithm());
    if (!actual.equals(digest)) {
      throw new ContentsRefused(
          "its table of contents has the digest " + actual + " instead of " + digest);
    }
    CompressedInput input =
        new CompressedInput(new ByteArrayInputStream(stored), _ -> {}, System::nanoTime);
    try (Windows windows = zstd.open(input, _ -> {})) {
      ContentsParser.parse(new WindowStream(windows, promise.plainLength()), true, sink);
    } catch (CorruptStream e) {
      throw new ContentsRefused("its table of contents is corrupt: " + e.getMessage(), e);
    }
  }
}
