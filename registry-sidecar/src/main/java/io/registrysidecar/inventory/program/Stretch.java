package io.registrysidecar.inventory.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Part of a file, read from front to back. Numbers have their lowest byte first. */
final class Stretch {

  private static final int BUFFER = 64 << 10;

  private final FilePart file;
  private final long end;
  private ByteBuffer buffer = ByteBuffer.allocate(0);
  private long bufferEnd;

  /** Begins at {@code start}, and does not go beyond {@code end}. */
  Stretch(FilePart file, long start, long end) {
    this.file = file;
    this.end = end;
    this.bufferEnd = start;
  }

  /** Where in the file the next byte is. */
  long position() {
    return bufferEnd - buffer.remaining();
  }

  int octet() throws MalformedEvidence, IOException {
    need(1);
    return buffer.get() & 0xff;
  }

  long word() throws MalformedEvidence, IOException {
    need(Integer.BYTES);
    return Integer.toUnsignedLong(buffer.getInt());
  }

  long longWord() throws MalformedEvidence, IOException {
    need(Long.BYTES);
    return buffer.getLong();
  }

  /** A number of items or bytes. */
  int count(long count, int most) throws MalformedEvidence {
    if (count < 0 || count > Math.min(most, end - position())) {
      throw new MalformedEvidence(
          "its bundle claims %d bytes or items at %d".formatted(count, position()));
    }
    return (int) count;
  }

  /** A text behind its length. */
  String text(int most) throws MalformedEvidence, IOException {
    return new String(bytes(word(), most), UTF_8);
  }

  byte[] bytes(long length, int most) throws MalformedEvidence, IOException {
    byte[] bytes = file.bytes(position(), count(length, most));
    skip(length);
    return bytes;
  }

  void skip(long length) throws MalformedEvidence {
    if (length < 0 || length > end - position()) {
      throw new MalformedEvidence("its bundle claims %d bytes at %d".formatted(length, position()));
    }
    if (length <= buffer.remaining()) {
      buffer.position(buffer.position() + (int) length);
    } else {
      bufferEnd = position() + length;
      buffer = ByteBuffer.allocate(0);
    }
  }

  private void need(int count) throws MalformedEvidence, IOException {
    if (buffer.remaining() < count) {
      long start = position();
      int length = (int) Math.min(BUFFER, end - start);
      if (length < count) {
        throw new MalformedEvidence("its bundle ends early");
      }
      buffer = ByteBuffer.wrap(file.bytes(start, length)).order(ByteOrder.LITTLE_ENDIAN);
      bufferEnd = start + length;
    }
  }
}
