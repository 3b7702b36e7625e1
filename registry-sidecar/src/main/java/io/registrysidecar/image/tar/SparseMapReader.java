package io.registrysidecar.image.tar;

import java.io.IOException;

/**
 * Reads the map of a sparse file in the pax format 1.0, where it stands before the content: decimal
 * numbers, each on a line, filled up to whole blocks.
 */
final class SparseMapReader {

  private static final int LONGEST_NUMBER = 18;

  private final TarHeader header;
  private int consumed;

  SparseMapReader(TarHeader header) {
    this.header = header;
  }

  SparseMap read(Stored stored, SparseMap.Builder map, long realSize) throws IOException {
    long segments = number(stored);
    for (long i = 0; i < segments; i++) {
      map.add(number(stored), number(stored));
    }
    long padding = -consumed & (TarInput.BLOCK - 1);
    if (stored.skip(padding) < padding) {
      throw header.corrupt("the map of a sparse file is longer than its content");
    }
    return map.build(realSize, stored.left());
  }

  private long number(Stored stored) throws IOException {
    byte[] digits = new byte[LONGEST_NUMBER];
    for (int count = 0; ; count++) {
      int octet = stored.read();
      consumed++;
      if (octet == '\n') {
        long number = PaxRecords.decimal(digits, 0, count);
        if (number >= 0) {
          return number;
        }
      }
      if (octet < '0' || octet > '9' || count == LONGEST_NUMBER) {
        throw header.corrupt("the map of a sparse file has a number that is not decimal");
      }
      digits[count] = (byte) octet;
    }
  }
}
