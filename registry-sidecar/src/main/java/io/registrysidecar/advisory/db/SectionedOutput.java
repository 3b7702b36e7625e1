package io.registrysidecar.advisory.db;

import io.registrysidecar.advisory.db.FileLayout.Section;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** Writes sections one after another and, last, the header that says where they are. */
final class SectionedOutput {

  private static final int VERSION_OCTETS = 8;

  private final FileChannel channel;
  private final OutputStream out;
  private final MessageDigest version = sha256();
  private final ByteWriter table = new ByteWriter();
  private final CRC32C crc = new CRC32C();
  private Section current = Section.ECOSYSTEMS;
  private long offset = FileLayout.HEADER;
  private long length;

  SectionedOutput(FileChannel channel) throws IOException {
    this.channel = channel;
    channel.position(FileLayout.HEADER);
    this.out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 20);
  }

  /** Begins the next section; they come in the order of the enumeration. */
  void begin(Section section) {
    if (section != Section.ECOSYSTEMS) {
      end();
    }
    current = section;
  }

  void write(byte[] bytes) throws IOException {
    out.write(bytes);
    crc.update(bytes);
    length += bytes.length;
    if (current.isContent()) {
      version.update(bytes);
    }
  }

  /** Names what was written so far, so that equal content has equal names. */
  String version() {
    return HexFormat.of().formatHex(version.digest(), 0, VERSION_OCTETS);
  }

  /** Writes the header, and forces everything to disk. */
  void finish() throws IOException {
    end();
    out.flush();
    ByteWriter header =
        new ByteWriter()
            .raw(FileLayout.MAGIC)
            .fixed32(FileLayout.FORMAT)
            .fixed32(0)
            .fixed64(offset)
            .raw(table.toBytes());
    header.fixed32(DatabaseFile.checksum(header.toBytes()));
    ByteBuffer bytes = ByteBuffer.wrap(header.toBytes());
    for (long at = 0; bytes.hasRemaining(); ) {
      at += channel.write(bytes, at);
    }
    channel.force(true);
  }

  private void end() {
    table.fixed64(offset).fixed64(length).fixed32((int) crc.getValue()).fixed32(0);
    offset += length;
    length = 0;
    crc.reset();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
