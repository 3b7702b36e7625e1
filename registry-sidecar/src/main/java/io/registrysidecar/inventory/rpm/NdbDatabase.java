package io.registrysidecar.inventory.rpm;

import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.database.Damage;
import io.registrysidecar.inventory.database.DatabaseFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads {@code Packages.db} as rpm's own database format has it: pages of slots that say where the
 * packages are, in blocks of sixteen bytes, then the packages, each between a head and a tail.
 */
final class NdbDatabase {

  private static final int PAGE = 4096;
  private static final int SLOT = 16;
  private static final int BLOCK = 16;
  private static final int BLOB_HEAD = 16;

  /** The header of the file takes the place of the first slots. */
  private static final int FILE_HEAD = 2 * SLOT;

  /** A million slots. */
  private static final int MOST_SLOT_PAGES = 4096;

  private static final int FILE_MAGIC = magic("RpmP");
  private static final int SLOT_MAGIC = magic("Slot");
  private static final int BLOB_MAGIC = magic("BlbS");

  private NdbDatabase() {}

  /** Shows the headers of all packages. */
  static void read(DatabaseFile file, HeaderSink found) throws MalformedEvidence, IOException {
    ByteBuffer head = little(file.read(0, FILE_HEAD));
    if (head.getInt(0) != FILE_MAGIC) {
      throw new MalformedEvidence("it is no database of rpm's own format");
    }
    if (head.getInt(4) != 0) {
      throw new MalformedEvidence("it is of version " + head.getInt(4) + ", which is not known");
    }
    int pages = head.getInt(12);
    if (pages < 1 || pages > MOST_SLOT_PAGES) {
      throw new MalformedEvidence("it has " + pages + " pages of slots");
    }
    Damage damage = new Damage();
    Budget budget = new Budget(file.size());
    for (int page = 0; page < pages; page++) {
      long start = (long) page * PAGE;
      damage.contain(() -> slots(file, start, damage, budget, found));
    }
    damage.report();
  }

  /** Slots that share bytes could make a small file cost much: in all no more than its size. */
  private static final class Budget {
    private long bytes;

    Budget(long bytes) {
      this.bytes = bytes;
    }

    void spend(int length) throws MalformedEvidence {
      bytes -= length;
      if (bytes < 0) {
        throw new MalformedEvidence("its packages are longer than the file");
      }
    }
  }

  private static void slots(
      DatabaseFile file, long start, Damage damage, Budget budget, HeaderSink found)
      throws MalformedEvidence, IOException {
    ByteBuffer page = little(file.read(start, PAGE));
    for (int at = start == 0 ? FILE_HEAD : 0; at < PAGE; at += SLOT) {
      int slot = at;
      damage.contain(() -> {
        if (page.getInt(slot) != SLOT_MAGIC) {
          throw new MalformedEvidence("no slot at " + (start + slot));
        }
        int packageNumber = page.getInt(slot + 4);
        if (packageNumber != 0) {
          long offset = Integer.toUnsignedLong(page.getInt(slot + 8)) * BLOCK;
          found.header(blob(file, offset, packageNumber, budget));
        }
      });
    }
  }

  private static byte[] blob(DatabaseFile file, long offset, int packageNumber, Budget budget)
      throws MalformedEvidence, IOException {
    ByteBuffer head = little(file.read(offset, BLOB_HEAD));
    if (head.getInt(0) != BLOB_MAGIC || head.getInt(4) != packageNumber) {
      throw new MalformedEvidence("package " + packageNumber + " is not where its slot says");
    }
    int length = file.recordLength(Integer.toUnsignedLong(head.getInt(12)));
    budget.spend(length);
    return file.read(offset + BLOB_HEAD, length).array();
  }

  private static ByteBuffer little(ByteBuffer bytes) {
    return bytes.order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int magic(String text) {
    int value = 0;
    for (int i = 3; i >= 0; i--) {
      value = value << 8 | text.charAt(i);
    }
    return value;
  }
}
