package io.registrysidecar.inventory.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.program.Executable.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;

/**
 * The form of build information before Go 1.18: two addresses of Go strings, each an address and a
 * length.
 *
 * @param program where the parts of the file are loaded
 * @param content the file
 */
record PointedTexts(Executable program, SeekableByteChannel content) {

  private static final int WORD_SIZE = 14;
  private static final int FLAGS = 15;
  private static final int BIG_ENDIAN = 1;
  private static final int FIRST_POINTER = 16;
  private static final int LONGEST_TEXT = 8 << 20;

  BuildInfo.Text read(byte[] header) throws IOException, MalformedEvidence {
    int word = header[WORD_SIZE];
    if (word != 4 && word != 8) {
      throw new MalformedEvidence("its Go build information has words of " + word + " bytes");
    }
    ByteOrder order =
        (header[FLAGS] & BIG_ENDIAN) != 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    ByteBuffer pointers = ByteBuffer.wrap(header).order(order);
    byte[] version = string(word(pointers, FIRST_POINTER, word), word, order);
    byte[] modules = string(word(pointers, FIRST_POINTER + word, word), word, order);
    return new BuildInfo.Text(new String(version, UTF_8), MagicSearch.unwrap(modules));
  }

  private byte[] string(long address, int word, ByteOrder order)
      throws IOException, MalformedEvidence {
    ByteBuffer string = ByteBuffer.wrap(bytes(address, 2L * word)).order(order);
    return bytes(word(string, 0, word), word(string, word, word));
  }

  private byte[] bytes(long address, long length) throws IOException, MalformedEvidence {
    if (length == 0) {
      return new byte[0];
    }
    for (Segment segment : program.segments()) {
      if (segment.contains(address)) {
        long offset = segment.offset() + (address - segment.address());
        if (length < 0 || length > LONGEST_TEXT || length > content.size() - offset) {
          break;
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) length);
        content.position(offset);
        while (bytes.hasRemaining() && content.read(bytes) >= 0) {
          // A read may give less than there is.
        }
        return bytes.array();
      }
    }
    throw new MalformedEvidence("its Go build information points outside of the file");
  }

  private static long word(ByteBuffer bytes, int at, int size) {
    return size == 8 ? bytes.getLong(at) : Integer.toUnsignedLong(bytes.getInt(at));
  }
}
