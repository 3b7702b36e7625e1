package io.registrysidecar.inventory.database;

import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** A database file, read at the places that it names itself, which may be anywhere or nowhere. */
public final class DatabaseFile {

  /** Larger than any record: a package of tens of thousands of files takes a few megabytes. */
  private static final int LARGEST_RECORD = 32 << 20;

  private final SeekableByteChannel content;
  private final long size;

  /** Reads {@code content}, whose position is not kept. */
  public DatabaseFile(SeekableByteChannel content) throws IOException {
    this.content = content;
    this.size = content.size();
  }

  /** How many bytes it has. */
  public long size() {
    return size;
  }

  /**
   * The {@code length} bytes at {@code offset}, in network byte order.
   *
   * @throws MalformedEvidence if the file does not have them
   */
  public ByteBuffer read(long offset, int length) throws MalformedEvidence, IOException {
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
   * A length that a database gives for a record.
   *
   * @throws MalformedEvidence if no record is so long, or the file is shorter
   */
  public int recordLength(long length) throws MalformedEvidence {
    if (length < 0 || length > Math.min(LARGEST_RECORD, size)) {
      throw new MalformedEvidence("a record of " + length + " bytes");
    }
    return (int) length;
  }
}
