package io.registrysidecar.image.partial;

import io.registrysidecar.image.inflate.CompressedInput;
import io.registrysidecar.image.inflate.CorruptStream;
import io.registrysidecar.image.inflate.Decompressor;
import io.registrysidecar.image.inflate.Windows;
import java.io.IOException;

/**
 * Unpacks chunks that are compressed by themselves, and whose digest is that of their content.
 *
 * @param decompressor undoes the compression
 */
record MemberUnpacker(Decompressor decompressor) implements ChunkUnpacker {

  @Override
  public void unpack(Chunk chunk, CompressedInput stored, byte[] plain) throws IOException {
    int size = (int) chunk.size();
    try (Windows windows = decompressor.open(stored, _ -> {})) {
      new WindowStream(windows, size).readNBytes(plain, 0, size);
    } catch (CorruptStream e) {
      throw new ContentsRefused("a chunk of it is corrupt: " + e.getMessage(), e);
    }
    chunk.verify(plain, size);
  }
}
