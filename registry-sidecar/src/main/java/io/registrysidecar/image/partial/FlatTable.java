package io.registrysidecar.image.partial;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A table of a FlatBuffers document. Nothing is read before it is asked for, and nothing outside
 * the document: fields that point elsewhere are refused. Tables may share what they point to.
 */
final class FlatTable {

  private static final int OFFSET = Integer.BYTES;

  private final ByteBuffer document;
  private final int start;

  private FlatTable(ByteBuffer document, int start) {
    this.document = document;
    this.start = start;
  }

  /** The table that everything else in a document hangs on. */
  static FlatTable root(byte[] document) throws ContentsRefused {
    ByteBuffer bytes = ByteBuffer.wrap(document).order(ByteOrder.LITTLE_ENDIAN);
    return new FlatTable(bytes, follow(bytes, 0));
  }

  /** A number of one byte; {@code otherwise} where the field is left out. */
  int octet(int field, int otherwise) throws ContentsRefused {
    int at = position(field);
    return at == 0 ? otherwise : document.get(within(document, at, 1));
  }

  /** A number of four bytes; 0 where the field is left out. */
  int number(int field) throws ContentsRefused {
    int at = position(field);
    return at == 0 ? 0 : document.getInt(within(document, at, Integer.BYTES));
  }

  /** A number of eight bytes; 0 where the field is left out. */
  long longNumber(int field) throws ContentsRefused {
    int at = position(field);
    return at == 0 ? 0 : document.getLong(within(document, at, Long.BYTES));
  }

  /** A table that must be there. */
  FlatTable table(int field) throws ContentsRefused {
    int at = position(field);
    if (at == 0) {
      throw new ContentsRefused("its table of contents lacks a part");
    }
    return new FlatTable(document, follow(document, at));
  }

  /** Text or other bytes; none where the field is left out. */
  ByteBuffer bytes(int field) throws ContentsRefused {
    Vector vector = vector(field, 1);
    return document.slice(vector.start, vector.count).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Tables or texts; none where the field is left out. */
  Vector vector(int field) throws ContentsRefused {
    return vector(field, OFFSET);
  }

  private Vector vector(int field, int width) throws ContentsRefused {
    int at = position(field);
    return at == 0 ? new Vector(0, 0) : vectorAt(follow(document, at), width);
  }

  private Vector vectorAt(int at, int width) throws ContentsRefused {
    int count = document.getInt(within(document, at, OFFSET));
    within(document, at + (long) OFFSET, (long) width * count);
    return new Vector(at + OFFSET, count);
  }

  /** Where a field is, or 0 when it is left out. */
  private int position(int field) throws ContentsRefused {
    int fields =
        within(
            document,
            (long) start - document.getInt(within(document, start, OFFSET)),
            2 * Short.BYTES);
    int slot = (2 + field) * Short.BYTES;
    if (slot + Short.BYTES > Short.toUnsignedInt(document.getShort(fields))) {
      return 0;
    }
    int offset =
        Short.toUnsignedInt(document.getShort(within(document, (long) fields + slot, Short.BYTES)));
    return offset == 0 ? 0 : start + offset;
  }

  private static int follow(ByteBuffer document, int at) throws ContentsRefused {
    long target = at + Integer.toUnsignedLong(document.getInt(within(document, at, OFFSET)));
    return within(document, target, OFFSET);
  }

  private static int within(ByteBuffer document, long at, long length) throws ContentsRefused {
    if (at < 0 || length < 0 || at > document.limit() - length) {
      throw new ContentsRefused("its table of contents points to where nothing is");
    }
    return (int) at;
  }

  /** Some tables, or some texts, one after the other. */
  final class Vector {

    private final int start;
    private final int count;

    private Vector(int start, int count) {
      this.start = start;
      this.count = count;
    }

    int count() {
      return count;
    }

    FlatTable table(int index) throws ContentsRefused {
      return new FlatTable(document, follow(document, start + index * OFFSET));
    }

    ByteBuffer bytes(int index) throws ContentsRefused {
      Vector text = vectorAt(follow(document, start + index * OFFSET), 1);
      return document.slice(text.start, text.count);
    }
  }
}
