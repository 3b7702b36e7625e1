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
  public byte[] unpack(Chunk chunk, CompressedInput stored) throws IOException {
    byte[] plain = decompress(chunk, stored);
    chunk.verify(plain);
    return plain;
  }

  private byte[] decompress(Chunk chunk, CompressedInput stored) throws IOException {
    try (Windows windows = decompressor.open(stored, _ -> {})) {
      return new WindowStream(windows, chunk.size()).readNBytes((int) chunk.size());
    } catch (CorruptStream e) {
      throw new ContentsRefused("a chunk of it is corrupt: " + e.getMessage(), e);
    }
  }
}
