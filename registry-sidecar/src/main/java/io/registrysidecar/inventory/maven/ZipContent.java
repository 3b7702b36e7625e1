package io.registrysidecar.inventory.maven;

import io.registrysidecar.inventory.MalformedEvidence;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The content of the entries of a zip file.
 *
 * @param file the zip file
 * @param budget what unpacking is charged to
 */
record ZipContent(Region file, ArchiveBudget budget) {

  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_SIZE = 30;

  /**
   * The stored bytes of an entry.
   *
   * @throws MalformedEvidence if the directory points to something else
   */
  Region stored(ZipEntry entry) throws IOException, MalformedEvidence {
    try {
      ByteBuffer local = file.bytes(entry.header(), LOCAL_SIZE);
      if (local.getInt(0) != LOCAL) {
        throw new MalformedEvidence("the entry " + entry.name() + " is not where it should be");
      }
      int names = Short.toUnsignedInt(local.getShort(26)) + Short.toUnsignedInt(local.getShort(28));
      return file.part(entry.header() + LOCAL_SIZE + names, entry.compressedSize());
    } catch (EOFException e) {
      throw new MalformedEvidence("the entry " + entry.name() + " is not within the archive", e);
    }
  }

  /**
   * The content of a small entry; null when it has more than {@code limit} bytes.
   *
   * @throws MalformedEvidence if it cannot be unpacked
   */
  byte @Nullable [] bytes(ZipEntry entry, int limit) throws IOException, MalformedEvidence {
    try (InputStream content = open(entry)) {
      byte[] bytes = content.readNBytes(limit + 1);
      return bytes.length > limit ? null : bytes;
    } catch (ZipException | EOFException e) {
      throw new MalformedEvidence("the entry " + entry.name() + " cannot be unpacked", e);
    }
  }

  /**
   * The content of an entry.
   *
   * @throws MalformedEvidence if it is compressed in a way that Java does not read
   */
  InputStream open(ZipEntry entry) throws IOException, MalformedEvidence {
    if (entry.encrypted()) {
      throw new MalformedEvidence("the entry " + entry.name() + " is encrypted");
    }
    InputStream stored = stored(entry).stream();
    return switch (entry.method()) {
      case ZipEntry.STORED -> stored;
      case ZipEntry.DEFLATED -> new Inflating(stored, budget);
      default ->
          throw new MalformedEvidence(
              "the entry " + entry.name() + " is compressed by method " + entry.method());
    };
  }

  /**
   * Charges what it unpacks. Frees its inflater when closed, which its superclass does only for
   * inflaters that it made.
   */
  private static final class Inflating extends InflaterInputStream {
    private final ArchiveBudget budget;

    Inflating(InputStream stored, ArchiveBudget budget) {
      super(stored, new Inflater(true), 16 << 10);
      this.budget = budget;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = super.read(target, offset, length);
      if (count > 0) {
        budget.spendUnpacked(count);
      }
      return count;
    }

    @Override
    public void close() throws IOException {
      inf.end();
      super.close();
    }
  }
}
