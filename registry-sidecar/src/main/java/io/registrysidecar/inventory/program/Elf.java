package io.registrysidecar.inventory.program;

import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.program.Executable.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ELF: the program headers, which linkers put at the beginning of the file. */
final class Elf {

  private static final int MAGIC = 0x7f454c46;
  private static final int WIDE_ENTRY = 56;
  private static final int FIXED = 2;
  private static final int FIRST_ADDRESS_OF_LLD = 0x200000;
  private static final int SMALLEST_BUN = 32 << 20;
  private static final int LOAD = 1;
  private static final int NOTE = 4;
  private static final int STACK = 0x6474e551;
  private static final int WRITABLE = 2;
  private static final int EXECUTABLE = 1;
  private static final int MOST_HEADERS = 64;

  private Elf() {}

  /**
   * Whether the program headers of a 64-bit program stand behind the head of the file, where tools
   * put them that add one.
   */
  static boolean isLate(byte[] head) {
    if (head.length < 64 || ByteBuffer.wrap(head).getInt() != MAGIC || head[4] != 2) {
      return false;
    }
    ByteBuffer bytes = ordered(ByteBuffer.wrap(head));
    int count = Short.toUnsignedInt(bytes.getShort(56));
    return bytes.getLong(32) > head.length - WIDE_ENTRY
        && count > 0
        && count <= MOST_HEADERS
        && bytes.getShort(54) == WIDE_ENTRY;
  }

  /** The head of such a program, with the program headers behind it. */
  static byte[] withHeaders(byte[] head, FilePart file) throws MalformedEvidence, IOException {
    ByteBuffer bytes = ordered(ByteBuffer.wrap(head));
    byte[] headers = file.bytes(bytes.getLong(32), WIDE_ENTRY * bytes.getShort(56));
    byte[] both = Arrays.copyOf(head, head.length + headers.length);
    System.arraycopy(headers, 0, both, head.length, headers.length);
    ByteBuffer.wrap(both).order(bytes.order()).putLong(32, head.length);
    return both;
  }

  private static ByteBuffer ordered(ByteBuffer head) {
    return head.order(head.get(5) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  static @Nullable Executable read(ByteBuffer head) {
    boolean wide = head.get(4) == 2;
    ordered(head);
    long table = wide ? head.getLong(32) : Integer.toUnsignedLong(head.getInt(28));
    int entrySize = Short.toUnsignedInt(head.getShort(wide ? 54 : 42));
    int count = Short.toUnsignedInt(head.getShort(wide ? 56 : 44));
    if (count == 0 || count > MOST_HEADERS || table > head.limit()) {
      return null;
    }
    List<Segment> segments = new ArrayList<>();
    boolean certainlyGo = false;
    boolean lateNote = false;
    boolean stack = false;
    long last = 0;
    boolean lastIsReadOnly = false;
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
        if (offset >= last) {
          last = offset;
          lastIsReadOnly = (flags & (WRITABLE | EXECUTABLE)) == 0;
        }
      } else if (type == NOTE) {
        certainlyGo |= hasGoNote(head, offset, length);
        lateNote |= offset > head.limit();
      } else if (type == STACK) {
        stack = true;
      }
    }
    segments.sort(Comparator.comparingLong(Segment::offset));
    // Deno keeps its bundle in a note behind all else. Bun had a segment of its own for it, in
    // place
    // of the note about the stack, and now has it among the data.
    boolean bundle = lateNote || (!stack && lastIsReadOnly) || isLikeBun(head, segments);
    return new Executable(
        Executable.Format.ELF,
        segments,
        head.order(),
        certainlyGo || bundle,
        ElfSections.of(head, wide));
  }

  /** A large program that LLD linked for a fixed address. */
  private static boolean isLikeBun(ByteBuffer head, List<Segment> segments) {
    return head.getShort(16) == FIXED
        && !segments.isEmpty()
        && segments.getFirst().address() == FIRST_ADDRESS_OF_LLD
        && segments.getLast().offset() + segments.getLast().length() > SMALLEST_BUN;
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
