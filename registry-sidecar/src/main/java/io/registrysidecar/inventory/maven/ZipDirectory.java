package io.registrysidecar.inventory.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.registrysidecar.inventory.MalformedEvidence;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The central directory of a zip file, which is what Java itself goes by: entries that it does not
 * list are not there, and a file may begin with something else, such as a start script.
 */
final class ZipDirectory {

  private static final int END = 0x06054b50;
  private static final int END_SIZE = 22;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final int END_64 = 0x06064b50;
  private static final int END_64_SIZE = 56;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int LOCATOR_64_SIZE = 20;
  private static final int ENTRY = 0x02014b50;
  private static final int ENTRY_SIZE = 46;
  private static final int EXTRA_64 = 1;
  private static final long ALL_ONES = 0xffff_ffffL;
  private static final int WINDOW = 256 << 10;
  private static final int LONGEST_ENTRY = ENTRY_SIZE + 3 * 0xffff;

  private final Region file;
  private final ArchiveBudget budget;

  /** Reads the directory of {@code file}, each entry at the cost of {@code budget}. */
  ZipDirectory(Region file, ArchiveBudget budget) {
    this.file = file;
    this.budget = budget;
  }

  /**
   * The entries whose names {@code wanted} accepts.
   *
   * @throws MalformedEvidence if it is not a zip file, or its directory is damaged
   */
  List<ZipEntry> entries(Predicate<String> wanted) throws IOException, MalformedEvidence {
    try {
      return read(end(), wanted);
    } catch (EOFException e) {
      throw new MalformedEvidence("its zip directory is damaged: " + e.getMessage(), e);
    }
  }

  private List<ZipEntry> read(End end, Predicate<String> wanted)
      throws IOException, MalformedEvidence {
    List<ZipEntry> entries = new ArrayList<>();
    long position = end.start;
    budget.spendDirectory(end.size);
    while (position < end.start + end.size) {
      int length = (int) Math.min(WINDOW, end.start + end.size - position);
      ByteBuffer window = file.bytes(position, length);
      boolean lastWindow = position + length == end.start + end.size;
      while (window.remaining() >= ENTRY_SIZE
          && (lastWindow || window.remaining() >= LONGEST_ENTRY)) {
        ZipEntry entry = entry(window, end.shift);
        budget.spendEntry();
        if (wanted.test(entry.name())) {
          budget.spendReadEntry(entry.name().length());
          entries.add(entry);
        }
      }
      if (window.position() == 0) {
        throw new MalformedEvidence("its zip directory ends within an entry");
      }
      position += window.position();
    }
    return entries;
  }

  private static ZipEntry entry(ByteBuffer window, long shift) throws MalformedEvidence {
    int start = window.position();
    if (window.getInt(start) != ENTRY) {
      throw new MalformedEvidence("its zip directory has something else than an entry");
    }
    int nameLength = unsigned(window, start + 28);
    int extraLength = unsigned(window, start + 30);
    int end = start + ENTRY_SIZE + nameLength + extraLength + unsigned(window, start + 32);
    if (end > window.limit()) {
      throw new MalformedEvidence("its zip directory ends within an entry");
    }
    byte[] name = new byte[nameLength];
    window.get(start + ENTRY_SIZE, name);
    Sizes sizes =
        Sizes.of(
            window,
            start,
            window.slice(start + ENTRY_SIZE + nameLength, extraLength).order(window.order()));
    window.position(end);
    return new ZipEntry(
        new String(name, UTF_8),
        unsigned(window, start + 10),
        (unsigned(window, start + 8) & 1) != 0,
        sizes.compressed,
        sizes.plain,
        sizes.header + shift);
  }

  private End end() throws IOException, MalformedEvidence {
    int tail = (int) Math.min(file.size(), END_SIZE + LONGEST_COMMENT);
    budget.spendDirectory(tail);
    ByteBuffer bytes = file.bytes(file.size() - tail, tail);
    for (int at = tail - END_SIZE; at >= 0; at--) {
      if (bytes.getInt(at) == END && unsigned(bytes, at + 20) <= tail - END_SIZE - at) {
        return end(bytes, at, file.size() - tail + at);
      }
    }
    throw new MalformedEvidence("it is not a zip file, or it is cut off");
  }

  /** The directory ends where its end record begins; what it says of its start may be shifted. */
  private End end(ByteBuffer bytes, int at, long position) throws IOException {
    long size = Integer.toUnsignedLong(bytes.getInt(at + 12));
    long start = Integer.toUnsignedLong(bytes.getInt(at + 16));
    boolean wide = size == ALL_ONES || start == ALL_ONES || unsigned(bytes, at + 10) == 0xffff;
    if (wide && position >= LOCATOR_64_SIZE) {
      ByteBuffer locator = file.bytes(position - LOCATOR_64_SIZE, LOCATOR_64_SIZE);
      long end64 = position - LOCATOR_64_SIZE - END_64_SIZE;
      if (locator.getInt(0) == LOCATOR_64 && end64 >= 0) {
        ByteBuffer record = file.bytes(end64, END_64_SIZE);
        if (record.getInt(0) == END_64) {
          return End.of(end64, record.getLong(40), record.getLong(48));
        }
      }
    }
    return End.of(position, size, start);
  }

  private static int unsigned(ByteBuffer bytes, int at) {
    return Short.toUnsignedInt(bytes.getShort(at));
  }

  /**
   * Where the directory is.
   *
   * @param start where it begins in the file
   * @param size how long it is
   * @param shift what is to be added to every position that it names
   */
  private record End(long start, long size, long shift) {
    static End of(long end, long size, long claimedStart) throws EOFException {
      if (size < 0 || size > end) {
        throw new EOFException("it claims to be larger than the file");
      }
      long start = end - size;
      return new End(start, size, start - claimedStart);
    }
  }

  /** Sizes and position of an entry, which stand elsewhere when they need more than 32 bits. */
  private record Sizes(long plain, long compressed, long header) {
    static Sizes of(ByteBuffer window, int start, ByteBuffer extra) {
      long compressed = Integer.toUnsignedLong(window.getInt(start + 20));
      long plain = Integer.toUnsignedLong(window.getInt(start + 24));
      long header = Integer.toUnsignedLong(window.getInt(start + 42));
      while (extra.remaining() >= 4) {
        int id = Short.toUnsignedInt(extra.getShort());
        int length = Math.min(Short.toUnsignedInt(extra.getShort()), extra.remaining());
        ByteBuffer field = extra.slice(extra.position(), length).order(extra.order());
        extra.position(extra.position() + length);
        if (id == EXTRA_64) {
          plain = wide(plain, field);
          compressed = wide(compressed, field);
          header = wide(header, field);
        }
      }
      return new Sizes(plain, compressed, header);
    }

    private static long wide(long narrow, ByteBuffer field) {
      return narrow == ALL_ONES && field.remaining() >= Long.BYTES ? field.getLong() : narrow;
    }
  }
}
