package io.registrysidecar.inventory.program;

import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/** The part of a file that can be reached at random. */
interface FilePart {

  /**
   * Some bytes of the file.
   *
   * @throws MalformedEvidence if they are not all there, or not within reach
   */
  byte[] bytes(long offset, int length) throws MalformedEvidence, IOException;

  /** All of the file. */
  static FilePart of(SeekableByteChannel content) {
    return (offset, length) -> {
      if (offset < 0 || length < 0 || offset > content.size() - length) {
        throw outside(offset);
      }
      ByteBuffer bytes = ByteBuffer.allocate(length);
      content.position(offset);
      while (bytes.hasRemaining() && content.read(bytes) >= 0) {
        // A read may give less than there is.
      }
      return bytes.array();
    };
  }

  /** The end of a file, from {@code start} on. */
  static FilePart of(byte[] end, long start) {
    return (offset, length) -> {
      long from = offset - start;
      if (from < 0 || length < 0 || from > end.length - length) {
        throw outside(offset);
      }
      return Arrays.copyOfRange(end, (int) from, (int) from + length);
    };
  }

  private static MalformedEvidence outside(long offset) {
    return new MalformedEvidence("it refers to byte " + offset + ", which it does not have");
  }
}
