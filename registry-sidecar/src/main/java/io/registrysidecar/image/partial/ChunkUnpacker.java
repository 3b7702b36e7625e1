package io.registrysidecar.image.partial;

import io.registrysidecar.image.inflate.CompressedInput;
import java.io.IOException;

/** Undoes the compression of chunks, and gives none that is not what the table promises. */
public interface ChunkUnpacker {

  /**
   * The content of a chunk, all of it verified.
   *
   * @param stored its bytes as they are in the blob
   * @throws ContentsRefused if they are not what the table promises
   */
  byte[] unpack(Chunk chunk, CompressedInput stored) throws IOException;
}
