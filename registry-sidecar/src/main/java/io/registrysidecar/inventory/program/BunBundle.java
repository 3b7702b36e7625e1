package io.registrysidecar.inventory.program;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What {@code bun build --compile} puts into a program: modules that were bundled from many files,
 * a table of them, the place of the table, and a line of text. Which packages the files were of is
 * told by comments in the modules, which are gone when these were minified, or by a source map.
 */
final class BunBundle {

  private static final byte[] END = "\n---- Bun! ----\n".getBytes(US_ASCII);

  /** The sizes that the record about the table has had, the newest first. */
  private static final int[] FOOTERS = {32, 24};

  /** The sizes that the record of a module has had: some pairs of place and length, and flags. */
  private static final int[] RECORDS = {52, 44, 36, 28};

  private static final int MOST_MODULES = 20_000;
  private static final int LONGEST_NAME = 4 << 10;
  private static final int WINDOW = 1 << 20;
  private static final long MOST_BYTES = 512L << 20;
  private static final int PAIR = 8;

  private final FilePart file;
  private final long start;
  private final long end;
  private final BundledPackages packages = new BundledPackages();
  private long read;

  private BunBundle(FilePart file, long start, long end) {
    this.file = file;
    this.start = start;
    this.end = end;
  }

  /** Tells what is in the bundle that ends at {@code end}; false when there is none. */
  static boolean tell(FilePart file, long end, EvidenceSink found)
      throws MalformedEvidence, IOException {
    int most = END.length + FOOTERS[0];
    if (end < most) {
      return false;
    }
    ByteBuffer last = ByteBuffer.wrap(file.bytes(end - most, most)).order(ByteOrder.LITTLE_ENDIAN);
    if (!Arrays.equals(last.array(), FOOTERS[0], most, END, 0, END.length)) {
      return false;
    }
    for (int size : FOOTERS) {
      int at = FOOTERS[0] - size;
      long bundleEnd = end - most + at;
      long length = last.getLong(at);
      long table = Integer.toUnsignedLong(last.getInt(at + 8));
      long tableLength = Integer.toUnsignedLong(last.getInt(at + 12));
      if (length > 0 && length <= bundleEnd && table + tableLength <= length && tableLength > 0) {
        BunBundle bundle = new BunBundle(file, bundleEnd - length, bundleEnd);
        int record = bundle.recordSize(table, tableLength);
        if (record > 0) {
          bundle.modules(table, tableLength, record);
          bundle.packages.tell(found);
          return true;
        }
      }
    }
    throw new MalformedEvidence("its bundle has a table of modules that is not known");
  }

  /** The first of the known sizes at which every record has the name of a module; 0 when none. */
  private int recordSize(long table, long length) throws MalformedEvidence, IOException {
    for (int size : RECORDS) {
      if (length % size == 0 && isName(name(table)) && isName(name(table + length - size))) {
        return size;
      }
    }
    return 0;
  }

  private String name(long record) throws MalformedEvidence, IOException {
    ByteBuffer pair = bytes(record, PAIR);
    long length = Integer.toUnsignedLong(pair.getInt(4));
    return length > LONGEST_NAME
        ? ""
        : new String(bytes(Integer.toUnsignedLong(pair.getInt(0)), (int) length).array(), UTF_8);
  }

  private static boolean isName(String name) {
    return name.startsWith("/$bunfs/")
        || name.startsWith("B:/~BUN/")
        || name.startsWith("B:\\~BUN\\")
        || name.startsWith("compiled://");
  }

  private void modules(long table, long length, int size) throws MalformedEvidence, IOException {
    if (length / size > MOST_MODULES) {
      throw new MalformedEvidence("its bundle claims " + length / size + " modules");
    }
    for (long at = table; at < table + length; at += size) {
      ByteBuffer record = bytes(at, size);
      content(Integer.toUnsignedLong(record.getInt(8)), Integer.toUnsignedLong(record.getInt(12)));
      sources(Integer.toUnsignedLong(record.getInt(16)), Integer.toUnsignedLong(record.getInt(20)));
    }
  }

  /** Looks for comments, line by line; a line that is longer than any comment is passed over. */
  private void content(long place, long length) throws MalformedEvidence, IOException {
    count(length);
    StringBuilder line = new StringBuilder();
    for (long at = place; at < place + length; at += WINDOW) {
      byte[] window = bytes(at, (int) Math.min(WINDOW, place + length - at)).array();
      for (byte each : window) {
        if (each == '\n') {
          packages.line(line);
          line.setLength(0);
        } else if (line.length() <= BundledPackages.LONGEST) {
          line.append((char) (each & 0xff));
        }
      }
    }
    packages.line(line);
  }

  /** A source map begins with the number of its sources, and has places and lengths of names. */
  private void sources(long place, long length) throws MalformedEvidence, IOException {
    if (length < PAIR) {
      return;
    }
    count(length);
    long number = Integer.toUnsignedLong(bytes(place, PAIR).getInt(0));
    if (number > MOST_MODULES || PAIR + 2 * PAIR * number > length) {
      throw new MalformedEvidence("its bundle has a source map of " + number + " sources");
    }
    for (int i = 0; i < number; i++) {
      ByteBuffer pair = bytes(place + PAIR + (long) PAIR * i, PAIR);
      long at = Integer.toUnsignedLong(pair.getInt(0));
      long size = Integer.toUnsignedLong(pair.getInt(4));
      if (size <= LONGEST_NAME && at + size <= length) {
        packages.source(new String(bytes(place + at, (int) size).array(), ISO_8859_1));
      }
    }
  }

  private void count(long length) throws MalformedEvidence {
    read += length;
    if (read > MOST_BYTES) {
      throw new MalformedEvidence("its bundle claims " + read + " bytes of modules");
    }
  }

  private ByteBuffer bytes(long place, int length) throws MalformedEvidence, IOException {
    if (place > end - start - length) {
      throw new MalformedEvidence("its bundle refers to byte " + place + " of itself");
    }
    return ByteBuffer.wrap(file.bytes(start + place, length)).order(ByteOrder.LITTLE_ENDIAN);
  }
}
