package io.registrysidecar.advisory.db;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@link ByteWriter} wrote, and nothing beyond its end: a database may come from
 * elsewhere.
 */
final class ByteReader {

  private final Path file;
  private final byte[] bytes;
  private int at;

  ByteReader(Path file, byte[] bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  boolean hasMore() {
    return at < bytes.length;
  }

  long number() throws UnusableDatabase {
    long value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      int octet = octet();
      value |= (long) (octet & 0x7f) << shift;
      if (octet < 0x80) {
        return value;
      }
    }
    throw malformed();
  }

  int count() throws UnusableDatabase {
    long value = number();
    if (value > Integer.MAX_VALUE) {
      throw malformed();
    }
    return (int) value;
  }

  /** A step up from {@code base}; the result lies below {@code limit}. */
  int above(int base, int limit) throws UnusableDatabase {
    int step = count();
    if (step >= limit - base) {
      throw malformed();
    }
    return base + step;
  }

  int octet() throws UnusableDatabase {
    if (at >= bytes.length) {
      throw malformed();
    }
    return bytes[at++] & 0xff;
  }

  String text() throws UnusableDatabase {
    int length = count();
    if (length > bytes.length - at) {
      throw malformed();
    }
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  List<String> texts() throws UnusableDatabase {
    int count = listSize();
    if (count == 0) {
      return List.of();
    }
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(text());
    }
    return texts;
  }

  /** The length of a list, each element of which takes at least one octet. */
  int listSize() throws UnusableDatabase {
    int count = count();
    if (count > bytes.length - at) {
      throw malformed();
    }
    return count;
  }

  /** One of several constants, by the place that the format gives it. */
  <E> E constant(List<E> constants, int index) throws UnusableDatabase {
    if (index >= constants.size()) {
      throw malformed();
    }
    return constants.get(index);
  }

  UnusableDatabase malformed() {
    return UnusableDatabase.corrupt(file, "an entry is malformed at octet " + at);
  }
}
