package io.registrysidecar.inventory.program;

import io.registrysidecar.inventory.program.Executable.Segment;
import io.registrysidecar.inventory.program.Sections.Place;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Mach-O: the segments among its load commands. */
final class MachO {

  private static final int SEGMENT = 0x1;
  private static final int SEGMENT_64 = 0x19;
  private static final int SECTION_64 = 80;
  private static final int WRITE = 2;
  private static final int MOST_COMMANDS = 256;

  private MachO() {}

  static Executable read(ByteBuffer head) {
    head.order(head.get(0) == (byte) 0xfe ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    boolean wide = head.getInt(0) == 0xfeedfacf;
    int count = Math.min(head.getInt(16), MOST_COMMANDS);
    List<Segment> segments = new ArrayList<>();
    Map<String, Place> parts = new HashMap<>();
    int at = wide ? 32 : 28;
    for (int i = 0; i < count && at + 56 <= head.limit(); i++) {
      int command = head.getInt(at);
      int size = head.getInt(at + 4);
      if (command == SEGMENT_64) {
        boolean data = (head.getInt(at + 60) & WRITE) != 0;
        add(segments, head.getLong(at + 24), head.getLong(at + 40), head.getLong(at + 48), data);
        sections(head, at, Math.min(size, head.limit() - at), parts);
      } else if (command == SEGMENT) {
        boolean data = (head.getInt(at + 44) & WRITE) != 0;
        add(
            segments,
            Integer.toUnsignedLong(head.getInt(at + 24)),
            Integer.toUnsignedLong(head.getInt(at + 32)),
            Integer.toUnsignedLong(head.getInt(at + 36)),
            data);
      }
      if (size < 8) {
        break;
      }
      at += size;
    }
    segments.sort(Comparator.comparingLong(Segment::offset));
    return new Executable(
        Executable.Format.MACH_O, segments, head.order(), true, new NamedParts(parts));
  }

  /** The sections of a segment, of 64-bit programs only: no others are made any more. */
  private static void sections(ByteBuffer head, int command, int size, Map<String, Place> parts) {
    for (int at = command + 72; at + SECTION_64 <= command + size; at += SECTION_64) {
      long offset = Integer.toUnsignedLong(head.getInt(at + 48));
      parts.putIfAbsent(Pe.name(head, at, 16), new Place(offset, head.getLong(at + 40)));
    }
  }

  private static void add(
      List<Segment> segments, long address, long offset, long length, boolean data) {
    if (offset >= 0 && length > 0) {
      segments.add(new Segment(address, offset, length, data));
    }
  }
}
