package io.registrysidecar.inventory.program;

import io.registrysidecar.inventory.program.Executable.Segment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ELF: the program headers, which stand at the beginning of the file. */
final class Elf {

  private static final int LOAD = 1;
  private static final int NOTE = 4;
  private static final int WRITABLE = 2;
  private static final int EXECUTABLE = 1;
  private static final int MOST_HEADERS = 64;

  private Elf() {}

  static @Nullable Executable read(ByteBuffer head) {
    boolean wide = head.get(4) == 2;
    head.order(head.get(5) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    long table = wide ? head.getLong(32) : Integer.toUnsignedLong(head.getInt(28));
    int entrySize = Short.toUnsignedInt(head.getShort(wide ? 54 : 42));
    int count = Short.toUnsignedInt(head.getShort(wide ? 56 : 44));
    if (count == 0 || count > MOST_HEADERS || table > head.limit()) {
      return null;
    }
    List<Segment> segments = new ArrayList<>();
    boolean certainlyGo = false;
    for (int i = 0; i < count; i++) {
      int at = (int) table + i * entrySize;
      int type = head.getInt(at);
      int flags = head.getInt(at + (wide ? 4 : 24));
      long offset = word(head, at + (wide ? 8 : 4), wide);
      long address = word(head, at + (wide ? 16 : 8), wide);
      long length = word(head, at + (wide ? 32 : 16), wide);
      if (type == LOAD && offset >= 0 && length > 0) {
        boolean data = (flags & (WRITABLE | EXECUTABLE)) == WRITABLE;
        segments.add(new Segment(address, offset, length, data));
      } else if (type == NOTE) {
        certainlyGo |= hasGoNote(head, offset, length);
      }
    }
    segments.sort(Comparator.comparingLong(Segment::offset));
    return new Executable(
        Executable.Format.ELF, segments, head.order(), certainlyGo, ElfSections.of(head, wide));
  }

  /** Looks for the build id that the Go linker writes: a note of type 4 by {@code Go}. */
  private static boolean hasGoNote(ByteBuffer head, long offset, long length) {
    long end = Math.min(head.limit(), offset + length);
    long at = offset;
    while (at >= 0 && at + 16 <= end) {
      int start = (int) at;
      long nameSize = Integer.toUnsignedLong(head.getInt(start));
      long contentSize = Integer.toUnsignedLong(head.getInt(start + 4));
      if (nameSize == 4 && head.getInt(start + 8) == 4 && isGo(head, start + 12)) {
        return true;
      }
      at += 12 + (nameSize + 3 & ~3L) + (contentSize + 3 & ~3L);
    }
    return false;
  }

  private static boolean isGo(ByteBuffer head, int at) {
    return head.get(at) == 'G' && head.get(at + 1) == 'o' && head.get(at + 2) == 0;
  }

  private static long word(ByteBuffer head, int at, boolean wide) {
    return wide ? head.getLong(at) : Integer.toUnsignedLong(head.getInt(at));
  }
}
