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
   * The content of a chunk.
   *
   * @param stored its bytes as they are in the blob
   * @throws ContentsRefused if they are not what the table promises
   */
  byte[] load(Chunk chunk, InputStream stored) throws IOException {
    CompressedInput input = new CompressedInput(stored, _ -> {}, nanoTime);
    byte[] plain;
    try {
      plain = unpacker.unpack(chunk, input);
    } finally {
      waited += input.waited();
    }
    unpacked += plain.length;
    watch.loaded(waited, unpacked);
    return plain;
  }
}
