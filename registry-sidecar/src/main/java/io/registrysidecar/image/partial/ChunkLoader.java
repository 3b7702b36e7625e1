package io.registrysidecar.image.partial;

import io.registrysidecar.image.inflate.CompressedInput;
import io.registrysidecar.image.inflate.CorruptStream;
import io.registrysidecar.image.inflate.Decompressor;
import io.registrysidecar.image.inflate.Windows;
import io.registrysidecar.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** Unpacks chunks, and gives none that has another digest than the table says. */
final class ChunkLoader {

  private final Decompressor decompressor;
  private final LongSupplier nanoTime;
  private final FetchedFiles.Watch watch;
  private long waited;
  private long unpacked;

  ChunkLoader(Decompressor decompressor, LongSupplier nanoTime, FetchedFiles.Watch watch) {
    this.decompressor = decompressor;
    this.nanoTime = nanoTime;
    this.watch = watch;
  }

  /** How long bytes were waited for, in nanoseconds. */
  long waited() {
    return waited;
  }

  /** How many bytes were unpacked. */
  long unpacked() {
    return unpacked;
  }

  /**
   * The content of a chunk.
   *
   * @param stored its bytes as they are in the blob
   * @throws ContentsRefused if they are not what the table promises
   */
  byte[] load(Chunk chunk, InputStream stored) throws IOException {
    byte[] plain = unpack(chunk, stored);
    Digest actual = Digest.ofContent(plain, chunk.digest().algorithm());
    if (!actual.equals(chunk.digest())) {
      throw new ContentsRefused(
          "a chunk at byte "
              + chunk.offset()
              + " has the digest "
              + actual
              + " instead of "
              + chunk.digest());
    }
    unpacked += plain.length;
    watch.loaded(waited, unpacked);
    return plain;
  }

  private byte[] unpack(Chunk chunk, InputStream stored) throws IOException {
    CompressedInput input = new CompressedInput(stored, _ -> {}, nanoTime);
    try (Windows windows = decompressor.open(input, _ -> {})) {
      return new WindowStream(windows, chunk.size()).readNBytes((int) chunk.size());
    } catch (CorruptStream e) {
      throw new ContentsRefused("a chunk of it is corrupt: " + e.getMessage(), e);
    } finally {
      waited += input.waited();
    }
  }
}
