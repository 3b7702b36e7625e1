package io.registrysidecar.image.partial;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.registrysidecar.image.tar.TarEntry;
import java.nio.ByteBuffer;

/**
 * The entries of a zTOC, in the order of the tar stream. They fill it: each begins where the one
 * before ends, and its header takes no more than what is known of it does.
 */
final class ZtocEntries {

  private static final int NAME = 0;
  private static final int TYPE = 1;
  private static final int CONTENT = 2;
  private static final int SIZE = 3;
  private static final int LINK = 4;
  private static final int MODE = 5;
  private static final int RECORDS = 13;

  private static final int BLOCK = 512;
  private static final int PERMISSIONS = 07777;
  private static final int LONGEST_TEXT = 64 << 10;
  private static final long LONGEST_HEADER = 1 << 20;

  /** Names of so many bytes or more may need a header of their own. */
  private static final int LONG_NAME = 100;

  private static final String SPARSE = "GNU.sparse";

  private final FlatTable.Vector entries;
  private final long plainSize;

  /**
   * Takes them as they are.
   *
   * @param plainSize where in the tar stream they end, with the blocks of zeros
   */
  ZtocEntries(FlatTable.Vector entries, long plainSize) {
    this.entries = entries;
    this.plainSize = plainSize;
  }

  int count() {
    return entries.count();
  }

  /** Where in the tar stream the content of an entry begins. */
  long content(int number) throws ContentsRefused {
    return entries.table(number).longNumber(CONTENT);
  }

  /** Where in the tar stream the header of an entry begins. */
  long start(int number) throws ContentsRefused {
    if (number == 0) {
      return 0;
    }
    FlatTable before = entries.table(number - 1);
    return padded(before.longNumber(CONTENT) + before.longNumber(SIZE));
  }

  /** The first entry that begins at {@code position} of the tar stream or behind it. */
  int firstFrom(long position) throws ContentsRefused {
    int low = 0;
    int high = count();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (start(middle) < position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * What the header of an entry says, if the table tells the truth.
   *
   * @throws ContentsRefused if it cannot be there
   */
  TarEntry header(int number) throws ContentsRefused {
    FlatTable entry = entries.table(number);
    TarEntry.Type type = type(entry);
    byte[] name = text(entry.bytes(NAME));
    byte[] link = text(entry.bytes(LINK));
    long size = entry.longNumber(SIZE);
    long content = entry.longNumber(CONTENT);
    long header = content - start(number);
    if (size < 0 || content < 0 || content > plainSize || size > plainSize - content) {
      throw refused("content that is not in the layer", name);
    }
    if (size > 0 && type != TarEntry.Type.FILE) {
      throw refused("content of what has none", name);
    }
    if (header < BLOCK || header % BLOCK != 0 || header > room(entry, name, link)) {
      throw refused("more or less room for a header than that has", name);
    }
    return new TarEntry(name, type, size, (int) entry.longNumber(MODE) & PERMISSIONS, link);
  }

  /** Fails if there is room for something behind the last entry. */
  void checkEnd() throws ContentsRefused {
    long end = start(count());
    if (end > plainSize || plainSize - end > 2 * BLOCK) {
      throw new ContentsRefused("its table of contents leaves room at its end");
    }
  }

  /** As much as the headers of an entry can take. */
  private static long room(FlatTable entry, byte[] name, byte[] link) throws ContentsRefused {
    FlatTable.Vector records = entry.vector(RECORDS);
    long extended = 0;
    for (int i = 0; i < records.count(); i++) {
      FlatTable record = records.table(i);
      ByteBuffer key = record.bytes(0);
      extended += recordLength(key.limit() + (long) record.bytes(1).limit());
      if (startsSparse(key) || extended > LONGEST_HEADER) {
        throw refused("a file that is stored with gaps, or a header without end", name);
      }
    }
    if (extended > 0) {
      return BLOCK + padded(extended) + BLOCK;
    }
    return longText(name) + longText(link) + BLOCK;
  }

  private static long longText(byte[] text) {
    return text.length < LONG_NAME ? 0 : BLOCK + padded(text.length + 1L);
  }

  /** A record begins with its own length in decimal digits. */
  private static long recordLength(long keyAndValue) {
    long rest = keyAndValue + 3;
    long length = rest + Long.toString(rest).length();
    return rest + Long.toString(length).length();
  }

  private static boolean startsSparse(ByteBuffer key) {
    if (key.limit() < SPARSE.length()) {
      return false;
    }
    for (int i = 0; i < SPARSE.length(); i++) {
      if (key.get(i) != SPARSE.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static TarEntry.Type type(FlatTable entry) throws ContentsRefused {
    String type = new String(text(entry.bytes(TYPE)), US_ASCII);
    return switch (type) {
      case "reg" -> TarEntry.Type.FILE;
      case "dir" -> TarEntry.Type.DIRECTORY;
      case "symlink" -> TarEntry.Type.SYMBOLIC_LINK;
      case "hardlink" -> TarEntry.Type.HARD_LINK;
      case "char", "block", "fifo" -> TarEntry.Type.OTHER;
      default -> throw refused("a type that is not known", text(entry.bytes(NAME)));
    };
  }

  private static byte[] text(ByteBuffer bytes) throws ContentsRefused {
    if (bytes.limit() > LONGEST_TEXT) {
      throw new ContentsRefused("its table of contents has a text without end");
    }
    byte[] text = new byte[bytes.limit()];
    bytes.get(0, text);
    return text;
  }

  private static long padded(long length) {
    return Math.ceilDiv(length, BLOCK) * (long) BLOCK;
  }

  private static ContentsRefused refused(String what, byte[] name) {
    return new ContentsRefused(
        "its table of contents has " + what + ": " + new String(name, UTF_8));
  }
}
