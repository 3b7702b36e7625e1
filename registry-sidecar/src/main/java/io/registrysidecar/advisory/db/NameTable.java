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

  /** Number of the entry with this name between {@code first} and {@code end}, or -1. */
  int find(String name, int first, int end) throws UnusableDatabase {
    MemorySegment wanted = MemorySegment.ofArray(Octets.utf8(name).bytes());
    int low = first;
    int high = end - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = compare(segment(middle), wanted);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  /** The name of an entry. */
  String name(int entry) throws UnusableDatabase {
    return new String(segment(entry).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
  }

  /** The block of an entry, verified. */
  ByteReader block(int entry) throws UnusableDatabase {
    long at = (long) entry * ENTRY + 4;
    return file.block(blocks, fixed32(at), fixed32(at + ENTRY));
  }

  private MemorySegment segment(int entry) throws UnusableDatabase {
    long at = (long) entry * ENTRY;
    long begin = fixed32(at);
    long end = fixed32(at + ENTRY);
    if (begin > end || end > names.byteSize()) {
      throw UnusableDatabase.corrupt(file.path(), "a name lies outside of its section");
    }
    return names.asSlice(begin, end - begin);
  }

  /** An unsigned number of four octets. */
  private long fixed32(long offset) {
    return Integer.toUnsignedLong(keys.get(DatabaseFile.INT, offset));
  }

  /** Octet by octet, unsigned, a prefix first. */
  private static int compare(MemorySegment a, MemorySegment b) {
    long at = a.mismatch(b);
    if (at < 0) {
      return 0;
    }
    if (at == a.byteSize() || at == b.byteSize()) {
      return Long.compare(a.byteSize(), b.byteSize());
    }
    return Byte.compareUnsigned(a.get(ValueLayout.JAVA_BYTE, at), b.get(ValueLayout.JAVA_BYTE, at));
  }
}
