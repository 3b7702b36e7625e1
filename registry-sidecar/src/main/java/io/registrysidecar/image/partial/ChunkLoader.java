package io.registrysidecar.image.partial;

import io.registrysidecar.image.inflate.CompressedInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** Unpacks chunks, and knows what that has cost. */
final class ChunkLoader {

  private final ChunkUnpacker unpacker;
  private final LongSupplier nanoTime;
  private final FetchedFiles.Watch watch;
  private long waited;
  private long unpacked;

  ChunkLoader(ChunkUnpacker unpacker, LongSupplier nanoTime, FetchedFiles.Watch watch) {
    this.unpacker = unpacker;
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
   * Loads a chunk.
   *
   * @param stored its bytes as they are in the blob
   * @param plain where its content goes
   * @throws ContentsRefused if they are not what the table promises
   */
  void load(Chunk chunk, InputStream stored, byte[] plain) throws IOException {
    CompressedInput input = new CompressedInput(stored, _ -> {}, nanoTime);
    try {
      unpacker.unpack(chunk, input, plain);
    } finally {
      waited += input.waited();
    }
    unpacked += chunk.size();
    watch.loaded(waited, unpacked);
  }
}
