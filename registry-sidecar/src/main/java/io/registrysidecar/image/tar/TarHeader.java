package io.registrysidecar.image.tar;

import java.util.Arrays;

/**
 * One header block of 512 bytes (POSIX.1-1988 ustar, GNU, V7): where its fields are and how its
 * numbers are written.
 */
final class TarHeader {

  private static final byte[] EMPTY = new byte[0];
  private static final int SPARSE_ENTRY = 24;

  private final byte[] block;
  private final long offset;

  /**
   * Reads {@code block}.
   *
   * @param offset where it stands in the stream
   * @throws CorruptTar if its checksum is wrong
   */
  TarHeader(byte[] block, long offset) throws CorruptTar {
    this.block = block;
    this.offset = offset;
    long promised = number(148, 8);
    long unsigned = 0;
    long signed = 0;
    for (int i = 0; i < block.length; i++) {
      byte octet = i >= 148 && i < 156 ? (byte) ' ' : block[i];
      unsigned += octet & 0xff;
      signed += octet;
    }
    if (promised != unsigned && promised != signed) {
      throw corrupt("a header has a wrong checksum");
    }
  }

  byte[] name() {
    byte[] name = text(0, 100);
    byte[] prefix = isUstar() ? text(345, 155) : EMPTY;
    if (prefix.length == 0) {
      return name;
    }
    byte[] whole = Arrays.copyOf(prefix, prefix.length + 1 + name.length);
    whole[prefix.length] = '/';
    System.arraycopy(name, 0, whole, prefix.length + 1, name.length);
    return whole;
  }

  byte[] link() {
    return text(157, 100);
  }

  /** The permission bits; a mode that is not a number counts as 0, as it decides nothing. */
  int mode() {
    try {
      return (int) number(100, 8) & 07777;
    } catch (CorruptTar e) {
      return 0;
    }
  }

  char type() {
    return (char) (block[156] & 0xff);
  }

  /** How many bytes of content follow. */
  long size() throws CorruptTar {
    return positive(number(124, 12));
  }

  /** The size of an old GNU sparse file with its holes. */
  long realSize() throws CorruptTar {
    return positive(number(483, 12));
  }

  /** Whether more of an old GNU sparse map follows in a block of its own. */
  boolean isSparseMapExtended() {
    return block[482] != 0;
  }

  /** Adds the four segments of an old GNU sparse map that the header itself holds. */
  void addSparse(SparseMap.Builder map) throws CorruptTar {
    addSparse(block, 386, 4, map);
  }

  /** Adds the 21 segments of a block that extends an old GNU sparse map; whether more follows. */
  boolean addSparse(byte[] extension, SparseMap.Builder map) throws CorruptTar {
    addSparse(extension, 0, 21, map);
    return extension[504] != 0;
  }

  CorruptTar corrupt(String message) {
    return new CorruptTar(message, offset);
  }

  private void addSparse(byte[] source, int start, int count, SparseMap.Builder map)
      throws CorruptTar {
    for (int i = 0; i < count; i++) {
      int at = start + i * SPARSE_ENTRY;
      if (source[at] == 0) {
        return;
      }
      map.add(positive(number(source, at, 12)), positive(number(source, at + 12, 12)));
    }
  }

  private boolean isUstar() {
    return block[257] == 'u'
        && block[258] == 's'
        && block[259] == 't'
        && block[260] == 'a'
        && block[261] == 'r'
        && block[262] == 0;
  }

  private byte[] text(int start, int length) {
    int end = start;
    while (end < start + length && block[end] != 0) {
      end++;
    }
    return Arrays.copyOfRange(block, start, end);
  }

  private long positive(long number) throws CorruptTar {
    if (number < 0) {
      throw corrupt("a header has a negative size");
    }
    return number;
  }

  private long number(int start, int length) throws CorruptTar {
    return number(block, start, length);
  }

  /** Octal digits, or (first bit set) a binary number in two's complement. */
  private long number(byte[] source, int start, int length) throws CorruptTar {
    return (source[start] & 0x80) == 0
        ? octal(source, start, length)
        : binary(source, start, length);
  }

  private long octal(byte[] source, int start, int length) throws CorruptTar {
    int at = start;
    int end = start + length;
    while (at < end && (source[at] == ' ' || source[at] == 0)) {
      at++;
    }
    long number = 0;
    for (; at < end && source[at] != ' ' && source[at] != 0; at++) {
      if (source[at] < '0' || source[at] > '7') {
        throw corrupt("a header has a number that is not octal");
      }
      number = number << 3 | (source[at] - '0');
    }
    return number;
  }

  private long binary(byte[] source, int start, int length) throws CorruptTar {
    boolean negative = (source[start] & 0x40) != 0;
    long number = negative ? -1 : 0;
    for (int i = 0; i < length; i++) {
      int octet = source[start + i] & 0xff;
      if (i == 0) {
        octet = negative ? octet | 0x80 : octet & 0x7f;
      }
      if (number >> 54 != (negative ? -1 : 0)) {
        throw corrupt("a header has a number of more than 63 bits");
      }
      number = number << 8 | octet;
    }
    return number;
  }
}
