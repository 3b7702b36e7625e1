package io.registrysidecar.image.tar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records of a pax extended header (POSIX.1-2001), as far as they decide what an entry is: its
 * path, link, size, and the three ways in which GNU tar describes sparse files. Later records win.
 */
final class PaxRecords {

  /** Says nothing. */
  static final PaxRecords NONE = new PaxRecords();

  private final Map<String, byte[]> values = new HashMap<>();
  private final List<Long> sparse00 = new ArrayList<>();

  private PaxRecords() {}

  /**
   * Reads the content of an extended header.
   *
   * @throws CorruptTar if it is not a sequence of records {@code length key=value\n}
   */
  static PaxRecords parse(byte[] content, TarHeader header) throws CorruptTar {
    PaxRecords records = new PaxRecords();
    int at = 0;
    while (at < content.length && content[at] != 0) {
      int space = indexOf(content, (byte) ' ', at, Math.min(content.length, at + 10));
      long length = space < 0 ? -1 : decimal(content, at, space);
      if (length < space - at + 3 || length > content.length - at) {
        throw header.corrupt("an extended header has a record of a wrong length");
      }
      int end = at + (int) length;
      int equals = indexOf(content, (byte) '=', space + 1, end);
      if (equals < 0 || content[end - 1] != '\n') {
        throw header.corrupt("an extended header has a record that is not key=value");
      }
      String key = new String(content, space + 1, equals - space - 1, ISO_8859_1);
      records.put(key, Arrays.copyOfRange(content, equals + 1, end - 1), header);
      at = end;
    }
    return records;
  }

  byte @Nullable [] bytes(String key) {
    byte[] value = values.get(key);
    return value == null || value.length == 0 ? null : value;
  }

  /** A decimal number, or null when there is no such record. */
  @Nullable Long number(String key, TarHeader header) throws CorruptTar {
    byte[] value = bytes(key);
    return value == null ? null : number(value, header);
  }

  /** Offsets and lengths of a sparse file in the formats 0.0 and 0.1, in turn; may be empty. */
  List<Long> sparseMap(TarHeader header) throws CorruptTar {
    byte[] map = bytes("GNU.sparse.map");
    if (map == null) {
      return sparse00;
    }
    List<Long> numbers = new ArrayList<>();
    for (int at = 0; at <= map.length; ) {
      int comma = indexOf(map, (byte) ',', at, map.length);
      int end = comma < 0 ? map.length : comma;
      numbers.add(number(Arrays.copyOfRange(map, at, end), header));
      at = end + 1;
    }
    return numbers;
  }

  private void put(String key, byte[] value, TarHeader header) throws CorruptTar {
    switch (key) {
      case "GNU.sparse.offset", "GNU.sparse.numbytes" -> sparse00.add(number(value, header));
      case "path",
          "linkpath",
          "size",
          "GNU.sparse.major",
          "GNU.sparse.minor",
          "GNU.sparse.name",
          "GNU.sparse.realsize",
          "GNU.sparse.size",
          "GNU.sparse.map" ->
          values.put(key, value);
      default -> {
        // Times, owners and extended attributes decide nothing here.
      }
    }
  }

  private static long number(byte[] value, TarHeader header) throws CorruptTar {
    long number = decimal(value, 0, value.length);
    if (number < 0) {
      throw header.corrupt("an extended header has a number that is not decimal");
    }
    return number;
  }

  /** A decimal number of at most 18 digits, or -1. */
  static long decimal(byte[] source, int start, int end) {
    if (start >= end || end - start > 18) {
      return -1;
    }
    long number = 0;
    for (int i = start; i < end; i++) {
      if (source[i] < '0' || source[i] > '9') {
        return -1;
      }
      number = number * 10 + (source[i] - '0');
    }
    return number;
  }

  private static int indexOf(byte[] source, byte wanted, int start, int end) {
    for (int i = start; i < end; i++) {
      if (source[i] == wanted) {
        return i;
      }
    }
    return -1;
  }
}
