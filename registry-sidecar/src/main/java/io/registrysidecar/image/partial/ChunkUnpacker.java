package io.registrysidecar.image.partial;

import io.registrysidecar.image.inflate.CompressedInput;
import java.io.IOException;

/** Undoes the compression of chunks, and gives none that is not what the table promises. */
public interface ChunkUnpacker {

  /**
   * Unpacks a chunk, and verifies all of it.
   *
   * @param stored its bytes as they are in the blob
   * @param plain where its content goes; what is behind that is left as it was, or not
   * @throws ContentsRefused if they are not what the table promises
   */
  void unpack(Chunk chunk, CompressedInput stored, byte[] plain) throws IOException;
}
