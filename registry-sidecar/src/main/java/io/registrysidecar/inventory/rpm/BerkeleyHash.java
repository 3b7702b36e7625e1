package io.registrysidecar.inventory.rpm;

import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.database.Damage;
import io.registrysidecar.inventory.database.DatabaseFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;

/**
 * Reads {@code Packages} as Berkeley DB's hash format has it, in the byte order of the machine that
 * wrote it. The buckets do not matter: every page of pairs is read as it comes, and what does not
 * fit on it from its chain of overflow pages.
 */
final class BerkeleyHash {

  private static final int META = 72;
  private static final int MAGIC = 0x061561;
  private static final int PAGE_HEAD = 26;

  /** Kinds of pages. */
  private static final int HASH_UNSORTED = 2;

  private static final int OVERFLOW = 7;
  private static final int HASH_META = 8;
  private static final int HASH = 13;

  /** Kinds of items. */
  private static final int KEY_OR_DATA = 1;

  private static final int OFF_PAGE = 3;

  private final DatabaseFile file;
  private final ByteOrder order;
  private final int pageSize;
  private final long pages;
  private final BitSet overflowSeen = new BitSet();
  private final Damage damage = new Damage();

  private BerkeleyHash(DatabaseFile file) throws MalformedEvidence, IOException {
    this.file = file;
    ByteBuffer meta = file.read(0, META);
    this.order = meta.getInt(12) == MAGIC ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    meta.order(order);
    if (meta.getInt(12) != MAGIC || meta.get(25) != HASH_META) {
      throw new MalformedEvidence("it is no hash of Berkeley DB");
    }
    this.pageSize = meta.getInt(20);
    if (pageSize < 512 || pageSize > 65536 || Integer.bitCount(pageSize) != 1) {
      throw new MalformedEvidence("it has pages of " + pageSize + " bytes");
    }
    if (meta.get(24) != 0 || (meta.get(26) & 1) != 0) {
      throw new MalformedEvidence("its pages are encrypted or have checksums, as rpm's have not");
    }
    this.pages = Integer.toUnsignedLong(meta.getInt(32)) + 1;
  }

  /** Shows the headers of all packages. */
  static void read(DatabaseFile file, HeaderSink found) throws MalformedEvidence, IOException {
    BerkeleyHash hash = new BerkeleyHash(file);
    long there = Math.min(hash.pages, file.size() / hash.pageSize);
    for (long number = 1; number < there; number++) {
      long page = number;
      hash.damage.contain(() -> hash.pairs(page, found));
    }
    if (there < hash.pages) {
      hash.damage.contain(() -> {
        throw new MalformedEvidence("it has %d of its %d pages only".formatted(there, hash.pages));
      });
    }
    hash.damage.report();
  }

  private void pairs(long number, HeaderSink found) throws MalformedEvidence, IOException {
    ByteBuffer page = page(number);
    int type = page.get(25);
    if (type != HASH && type != HASH_UNSORTED) {
      return;
    }
    int entries = page.getShort(20) & 0xffff;
    if (PAGE_HEAD + 2 * entries > pageSize) {
      throw new MalformedEvidence("page " + number + " has " + entries + " entries");
    }
    for (int i = 0; i + 1 < entries; i += 2) {
      int pair = i;
      damage.contain(() -> {
        byte[] key = item(page, pair);
        // Number zero counts the packages; keys of other lengths are none of rpm's.
        if (key.length == 4 && ByteBuffer.wrap(key).getInt() != 0) {
          found.header(item(page, pair + 1));
        }
      });
    }
  }

  /** Items lie from the end of the page towards its middle. */
  private byte[] item(ByteBuffer page, int index) throws MalformedEvidence, IOException {
    int start = page.getShort(PAGE_HEAD + 2 * index) & 0xffff;
    int end = index == 0 ? pageSize : page.getShort(PAGE_HEAD + 2 * (index - 1)) & 0xffff;
    if (start < PAGE_HEAD || start >= end || end > pageSize) {
      throw new MalformedEvidence("an item that is not on its page");
    }
    return switch (page.get(start)) {
      case KEY_OR_DATA -> {
        byte[] data = new byte[end - start - 1];
        page.get(start + 1, data);
        yield data;
      }
      case OFF_PAGE -> {
        if (end - start < 12) {
          throw new MalformedEvidence("an item that does not say where it is");
        }
        yield chain(
            Integer.toUnsignedLong(page.getInt(start + 4)),
            file.recordLength(Integer.toUnsignedLong(page.getInt(start + 8))));
      }
      default -> throw new MalformedEvidence("an item of the unknown kind " + page.get(start));
    };
  }

  private byte[] chain(long first, int length) throws MalformedEvidence, IOException {
    byte[] data = new byte[length];
    int done = 0;
    long next = first;
    while (done < length) {
      if (next < 1 || next >= file.size() / pageSize || overflowSeen.get((int) next)) {
        throw new MalformedEvidence("page " + next + " is not there, or is used twice");
      }
      overflowSeen.set((int) next);
      ByteBuffer page = page(next);
      int count = page.getShort(22) & 0xffff;
      if (page.get(25) != OVERFLOW || count == 0 || count > pageSize - PAGE_HEAD) {
        throw new MalformedEvidence("page " + next + " does not continue an item");
      }
      count = Math.min(count, length - done);
      page.get(PAGE_HEAD, data, done, count);
      done += count;
      next = Integer.toUnsignedLong(page.getInt(16));
    }
    return data;
  }

  private ByteBuffer page(long number) throws MalformedEvidence, IOException {
    return file.read(number * pageSize, pageSize).order(order);
  }
}
