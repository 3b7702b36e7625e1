package io.registrysidecar.inventory.program;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The section header table of ELF, which stands behind everything that is loaded.
 *
 * @param table where it begins in the file
 * @param entrySize the size of an entry
 * @param count how many entries it has
 * @param names which of them is the section with the names
 * @param wide whether words have 64 bits
 * @param order how numbers are written
 */
record ElfSections(long table, int entrySize, int count, int names, boolean wide, ByteOrder order)
    implements Sections {

  private static final int MOST_NAMES = 1 << 20;
  private static final int NO_BITS = 8;

  /** Reads the place of the table from the head of the file, which is in the file's order. */
  static Sections of(ByteBuffer head, boolean wide) {
    long table = wide ? head.getLong(40) : Integer.toUnsignedLong(head.getInt(32));
    int entrySize = Short.toUnsignedInt(head.getShort(wide ? 58 : 46));
    int count = Short.toUnsignedInt(head.getShort(wide ? 60 : 48));
    int names = Short.toUnsignedInt(head.getShort(wide ? 62 : 50));
    return table <= 0 || entrySize < (wide ? 64 : 40) || names >= count
        ? NONE
        : new ElfSections(table, entrySize, count, names, wide, head.order());
  }

  /** Where the table ends, which linkers write last. */
  long end() {
    return table + (long) entrySize * count;
  }

  @Override
  public @Nullable Place place(String name, FilePart file) throws IOException {
    ByteBuffer headers;
    byte[] text;
    try {
      headers = ByteBuffer.wrap(file.bytes(table, entrySize * count)).order(order);
      long length = size(headers, names);
      text = file.bytes(offset(headers, names), (int) Math.min(length, MOST_NAMES));
    } catch (MalformedEvidence _) {
      // A program runs without this table, and some tools cut it off.
      return null;
    }
    byte[] wanted = (name + '\0').getBytes(ISO_8859_1);
    for (int i = 0; i < count; i++) {
      int at = headers.getInt(i * entrySize);
      if (at >= 0
          && at <= text.length - wanted.length
          && ByteBuffer.wrap(text, at, wanted.length).equals(ByteBuffer.wrap(wanted))
          && headers.getInt(i * entrySize + 4) != NO_BITS) {
        return new Place(offset(headers, i), size(headers, i));
      }
    }
    return null;
  }

  private long offset(ByteBuffer headers, int section) {
    return word(headers, section * entrySize + (wide ? 24 : 16));
  }

  private long size(ByteBuffer headers, int section) {
    return word(headers, section * entrySize + (wide ? 32 : 20));
  }

  private long word(ByteBuffer headers, int at) {
    return wide ? headers.getLong(at) : Integer.toUnsignedLong(headers.getInt(at));
  }
}
