package io.registrysidecar.advisory.db;

import io.registrysidecar.advisory.db.FileLayout.Section;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * A sorted table of names with a block of content for each, searched where it lies in the mapped
 * file.
 */
final class NameTable {

  private static final int ENTRY = 8;

  private final DatabaseFile file;
  private final MemorySegment keys;
  private final MemorySegment names;
  private final Section blocks;

  /**
   * Makes a table of three sections.
   *
   * @param keys one entry for each name and one beyond the last: where the name begins (4), where
   *     its block begins (4)
   * @param names the names
   * @param blocks the blocks
   */
  NameTable(DatabaseFile file, Section keys, Section names, Section blocks) {
    this.file = file;
    this.keys = file.section(keys);
    this.names = file.section(names);
    this.blocks = blocks;
  }

  /** How many names there are. */
  int size() {
    return Math.toIntExact(keys.byteSize() / ENTRY - 1);
  }

  /**
   * Number of the entry with this name between {@code first} and {@code end}, or -1. Names are in
   * order of their octets, unsigned, a prefix first.
   */
  int find(String name, int first, int end) throws UnusableDatabase {
    byte[] wanted = Octets.utf8(name).bytes();
    int low = first;
    int high = end - 1;
    // How many octets the nearest names on either side share with the wanted one. All names between
    // share the lesser number, so these need not be compared again.
    int sharedBelow = 0;
    int sharedAbove = 0;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long begin = nameBegin(middle);
      int length = nameLength(middle, begin);
      int at = Math.min(sharedBelow, sharedAbove);
      int most = Math.min(length, wanted.length);
      while (at < most && names.get(ValueLayout.JAVA_BYTE, begin + at) == wanted[at]) {
        at++;
      }
      if (at == length && at == wanted.length) {
        return middle;
      }
      if (at == length
          || (at < wanted.length
              && Byte.compareUnsigned(names.get(ValueLayout.JAVA_BYTE, begin + at), wanted[at])
                  < 0)) {
        low = middle + 1;
        sharedBelow = at;
      } else {
        high = middle - 1;
        sharedAbove = at;
      }
    }
    return -1;
  }

  /** The name of an entry. */
  String name(int entry) throws UnusableDatabase {
    long begin = nameBegin(entry);
    byte[] name = new byte[nameLength(entry, begin)];
    MemorySegment.copy(names, ValueLayout.JAVA_BYTE, begin, name, 0, name.length);
    return new String(name, StandardCharsets.UTF_8);
  }

  /** The block of an entry, verified. */
  ByteReader block(int entry) throws UnusableDatabase {
    long at = (long) entry * ENTRY + 4;
    return file.block(blocks, fixed32(at), fixed32(at + ENTRY));
  }

  private long nameBegin(int entry) {
    return fixed32((long) entry * ENTRY);
  }

  /** Verifies that the name, which starts at {@code begin}, lies within its section. */
  private int nameLength(int entry, long begin) throws UnusableDatabase {
    long end = nameBegin(entry + 1);
    if (begin > end || end > names.byteSize() || end - begin > Integer.MAX_VALUE) {
      throw UnusableDatabase.corrupt(file.path(), "a name lies outside of its section");
    }
    return (int) (end - begin);
  }

  /** An unsigned number of four octets. */
  private long fixed32(long offset) {
    return Integer.toUnsignedLong(keys.get(DatabaseFile.INT, offset));
  }
}
