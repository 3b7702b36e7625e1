package io.registrysidecar.inventory.database;

import io.registrysidecar.inventory.MalformedEvidence;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of an SQLite table (file format, section 2.1): the types of its columns, then their values.
 *
 * @param columns the values, one after the other
 */
public record SqliteRecord(List<Column> columns) {

  /** Copies the list. */
  public SqliteRecord {
    columns = List.copyOf(columns);
  }

  /** More than either of the tables that are read has. */
  private static final int MOST_COLUMNS = 64;

  /** Whole numbers of these types take so many bytes; the last two are zero and one. */
  private static final int[] LENGTHS = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};

  /**
   * A value.
   *
   * @param type SQLite's serial type
   * @param value its bytes
   */
  public record Column(long type, ByteBuffer value) {}

  static SqliteRecord of(byte[] payload) throws MalformedEvidence {
    ByteBuffer in = ByteBuffer.wrap(payload);
    long headerLength = varint(in);
    if (headerLength < 1 || headerLength > payload.length) {
      throw new MalformedEvidence("a row with a header of " + headerLength + " bytes");
    }
    List<Long> types = new ArrayList<>();
    while (in.position() < headerLength) {
      if (types.size() == MOST_COLUMNS) {
        throw new MalformedEvidence("a row of more than " + MOST_COLUMNS + " columns");
      }
      types.add(varint(in));
    }
    List<Column> columns = new ArrayList<>();
    for (long type : types) {
      long length = length(type);
      if (length < 0 || length > in.remaining()) {
        throw new MalformedEvidence("a column that is longer than its row");
      }
      columns.add(new Column(type, in.slice(in.position(), (int) length)));
      in.position(in.position() + (int) length);
    }
    return new SqliteRecord(columns);
  }

  /** A number of one to nine bytes, seven bits each but for the ninth. */
  static long varint(ByteBuffer in) throws MalformedEvidence {
    long value = 0;
    for (int i = 0; i < 9; i++) {
      if (!in.hasRemaining()) {
        throw new MalformedEvidence("a number that does not end");
      }
      int octet = in.get() & 0xff;
      if (i == 8) {
        return value << 8 | octet;
      }
      value = value << 7 | (octet & 0x7f);
      if (octet < 0x80) {
        return value;
      }
    }
    return value;
  }

  /** Whether the column has no value. */
  public boolean isNull(int column) {
    return column >= columns.size() || columns.get(column).type == 0;
  }

  /** The column as text; empty when there is none. */
  public String text(int column) {
    return new String(bytes(column), StandardCharsets.UTF_8);
  }

  /** The column as a blob; empty when there is none. */
  public byte[] bytes(int column) {
    if (column >= columns.size() || columns.get(column).type < 12) {
      return new byte[0];
    }
    ByteBuffer value = columns.get(column).value;
    byte[] bytes = new byte[value.limit()];
    value.get(0, bytes);
    return bytes;
  }

  /** The column as a whole number; zero when it is none. */
  public long number(int column) {
    if (column >= columns.size()) {
      return 0;
    }
    Column value = columns.get(column);
    if (value.type == 9) {
      return 1;
    }
    if (value.type < 1 || value.type > 6) {
      return 0;
    }
    long number = value.value.get(0);
    for (int i = 1; i < value.value.limit(); i++) {
      number = number << 8 | (value.value.get(i) & 0xff);
    }
    return number;
  }

  private static long length(long type) {
    if (type >= 12) {
      return (type - 12) / 2;
    }
    return type >= 0 && type < LENGTHS.length ? LENGTHS[(int) type] : -1;
  }
}
