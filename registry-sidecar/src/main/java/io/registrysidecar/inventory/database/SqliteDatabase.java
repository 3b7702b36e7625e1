package io.registrysidecar.inventory.database;

import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Reads the rows of one table from a file in SQLite's format (version 3, section 1: the header of
 * the file, b-tree pages, overflow pages). Only what is committed to the main file is seen.
 *
 * <p>Every page is read at most once per table, so whatever the pages say of each other, reading
 * ends.
 */
public final class SqliteDatabase {

  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = 100;
  private static final int INTERIOR = 0x05;
  private static final int LEAF = 0x0d;

  /** A tree of this depth would hold more pages than there can be. */
  private static final int DEEPEST = 20;

  private final DatabaseFile file;
  private final int pageSize;
  private final int usable;
  private final BitSet seen = new BitSet();
  private final Damage damage = new Damage();

  /** Takes each row. */
  @FunctionalInterface
  public interface Rows {
    /** Takes one. */
    void row(SqliteRecord row) throws MalformedEvidence, IOException;
  }

  private SqliteDatabase(DatabaseFile file) throws MalformedEvidence, IOException {
    this.file = file;
    ByteBuffer header = file.read(0, HEADER);
    byte[] magic = new byte[MAGIC.length];
    header.get(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new MalformedEvidence("it is no SQLite database");
    }
    int size = header.getShort(16) & 0xffff;
    this.pageSize = size == 1 ? 65536 : size;
    this.usable = pageSize - (header.get(20) & 0xff);
    if (pageSize < 512 || Integer.bitCount(pageSize) != 1 || usable < 480) {
      throw new MalformedEvidence("it has pages of " + pageSize + " bytes");
    }
  }

  /**
   * Shows the rows of {@code table}.
   *
   * @throws MalformedEvidence if it is no such database, has no such table, or parts of it are
   *     broken; rows that could be read were shown before
   */
  public static void read(DatabaseFile file, String table, Rows rows)
      throws MalformedEvidence, IOException {
    SqliteDatabase database = new SqliteDatabase(file);
    List<Long> roots = new ArrayList<>();
    database.walk(
        1,
        0,
        row -> {
          if (row.text(0).equals("table") && row.text(1).equals(table)) {
            roots.add(row.number(3));
          }
        });
    if (roots.isEmpty()) {
      database.damage.report();
      throw new MalformedEvidence("it has no table " + table);
    }
    database.seen.clear();
    database.walk(roots.getFirst(), 0, rows);
    database.damage.report();
  }

  private void walk(long number, int depth, Rows rows) throws MalformedEvidence, IOException {
    if (depth > DEEPEST) {
      throw new MalformedEvidence("its pages are nested too deep");
    }
    ByteBuffer page = page(number);
    int start = number == 1 ? HEADER : 0;
    int type = page.get(start);
    int cells = page.getShort(start + 3) & 0xffff;
    int pointers = start + (type == INTERIOR ? 12 : 8);
    if ((type != INTERIOR && type != LEAF) || pointers + 2 * cells > usable) {
      throw new MalformedEvidence("page " + number + " is not part of a table");
    }
    for (int i = 0; i < cells; i++) {
      int cell = page.getShort(pointers + 2 * i) & 0xffff;
      damage.contain(() -> {
        if (cell + 4 > usable) {
          throw new MalformedEvidence("page " + number + " points beyond its end");
        }
        if (type == INTERIOR) {
          walk(unsigned(page.getInt(cell)), depth + 1, rows);
        } else {
          rows.row(SqliteRecord.of(payload(page.duplicate().position(cell).limit(usable))));
        }
      });
    }
    if (type == INTERIOR) {
      damage.contain(() -> walk(unsigned(page.getInt(start + 8)), depth + 1, rows));
    }
  }

  /** A cell's content, as far as it is on this page, then on its overflow pages. */
  private byte[] payload(ByteBuffer cell) throws MalformedEvidence, IOException {
    int length = file.recordLength(SqliteRecord.varint(cell));
    SqliteRecord.varint(cell);
    int most = usable - 35;
    int here = length;
    if (length > most) {
      int least = (usable - 12) * 32 / 255 - 23;
      int even = least + (length - least) % (usable - 4);
      here = even <= most ? even : least;
    }
    if (here > cell.remaining() - (here < length ? 4 : 0)) {
      throw new MalformedEvidence("a row that is longer than its page");
    }
    byte[] payload = new byte[length];
    cell.get(payload, 0, here);
    long next = here < length ? unsigned(cell.getInt()) : 0;
    while (here < length) {
      ByteBuffer page = page(next);
      next = unsigned(page.getInt());
      int count = Math.min(usable - 4, length - here);
      page.get(payload, here, count);
      here += count;
    }
    return payload;
  }

  private ByteBuffer page(long number) throws MalformedEvidence, IOException {
    if (number < 1 || number > file.size() / pageSize) {
      throw new MalformedEvidence("there is no page " + number);
    }
    if (seen.get((int) number)) {
      throw new MalformedEvidence("page " + number + " is used twice");
    }
    seen.set((int) number);
    return file.read((number - 1) * pageSize, pageSize);
  }

  private static long unsigned(int value) {
    return Integer.toUnsignedLong(value);
  }
}
