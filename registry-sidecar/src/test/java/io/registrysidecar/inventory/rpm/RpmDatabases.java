package io.registrysidecar.inventory.rpm;

import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.database.DatabaseFile;
import io.registrysidecar.inventory.database.SqliteDatabase;
import io.registrysidecar.testing.Evidence;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The databases under {@code inventory/rpm}, and the readers of their formats. */
enum RpmDatabases {
  SQLITE("rpmdb.sqlite"),
  NDB("Packages.db"),
  BERKELEY("Packages");

  private final String fileName;

  RpmDatabases(String fileName) {
    this.fileName = fileName;
  }

  String fileName() {
    return fileName;
  }

  byte[] bytes() {
    byte[] packed = Evidence.resource("/inventory/rpm/" + fileName + ".gz");
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The packages in the first {@code length} of {@code bytes}, as far as they can be read. */
  List<PackageFact> read(byte[] bytes, int length) throws IOException {
    List<PackageFact> found = new ArrayList<>();
    try {
      read(
          new DatabaseFile(new Bytes(bytes, length)),
          header -> RpmPackage.of(PackageHeader.parse(header)).ifPresent(found::add));
    } catch (MalformedEvidence expected) {
      if (expected.getMessage() == null || expected.getMessage().isBlank()) {
        throw new AssertionError("it does not say what is wrong", expected);
      }
    }
    return found;
  }

  private void read(DatabaseFile file, HeaderSink found) throws MalformedEvidence, IOException {
    switch (this) {
      case SQLITE -> SqliteDatabase.read(file, "Packages", row -> found.header(row.bytes(1)));
      case NDB -> NdbDatabase.read(file, found);
      case BERKELEY -> BerkeleyHash.read(file, found);
    }
  }

  /** Random access to the beginning of an array. */
  private static final class Bytes implements SeekableByteChannel {
    private final ByteBuffer bytes;

    Bytes(byte[] bytes, int length) {
      this.bytes = ByteBuffer.wrap(bytes, 0, length);
    }

    @Override
    public int read(ByteBuffer target) {
      int count = Math.min(target.remaining(), bytes.remaining());
      if (count == 0) {
        return -1;
      }
      target.put(bytes.slice(bytes.position(), count));
      bytes.position(bytes.position() + count);
      return count;
    }

    @Override
    public long position() {
      return bytes.position();
    }

    @Override
    public SeekableByteChannel position(long position) {
      bytes.position((int) position);
      return this;
    }

    @Override
    public long size() {
      return bytes.limit();
    }

    @Override
    public int write(ByteBuffer source) {
      throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
