package io.registrysidecar.inventory.rpm;

import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** A database file, read at the places that it names itself, which may be anywhere or nowhere. */
final class DatabaseFile {

  /** Larger than the header of any package: tens of thousands of files take a few megabytes. */
  static final int LARGEST_HEADER = 32 << 20;

  private final SeekableByteChannel content;
  private final long size;

  DatabaseFile(SeekableByteChannel content) throws IOException {
    this.content = content;
    this.size = content.size();
  }

  long size() {
    return size;
  }

  /**
   * The {@code length} bytes at {@code offset}, in network byte order.
   *
   * @throws MalformedEvidence if the file does not have them
   */
  ByteBuffer read(long offset, int length) throws MalformedEvidence, IOException {
    if (offset < 0 || length < 0 || offset > size - length) {
      throw new MalformedEvidence(
          "%d bytes at %d are beyond the end of the file".formatted(length, offset));
    }
    ByteBuffer bytes = ByteBuffer.allocate(length);
    content.position(offset);
    while (bytes.hasRemaining()) {
      if (content.read(bytes) < 0) {
        throw new MalformedEvidence("the file ends early");
      }
    }
    return bytes.flip();
  }

  /**
   * A length that a database gives for a header.
   *
   * @throws MalformedEvidence if no header is so long, or the file is shorter
   */
  int headerLength(long length) throws MalformedEvidence {
    if (length < 0 || length > Math.min(LARGEST_HEADER, size)) {
      throw new MalformedEvidence("a package header of " + length + " bytes");
    }
    return (int) length;
  }
}
