package io.registrysidecar.inventory.golang;

import io.registrysidecar.inventory.golang.Executable.Segment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Mach-O: the segments among its load commands. */
final class MachO {

  private static final int SEGMENT = 0x1;
  private static final int SEGMENT_64 = 0x19;
  private static final int WRITE = 2;
  private static final int MOST_COMMANDS = 256;

  private MachO() {}

  static Executable read(ByteBuffer head) {
    head.order(head.get(0) == (byte) 0xfe ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    boolean wide = head.getInt(0) == 0xfeedfacf;
    int count = Math.min(head.getInt(16), MOST_COMMANDS);
    List<Segment> segments = new ArrayList<>();
    int at = wide ? 32 : 28;
    for (int i = 0; i < count && at + 56 <= head.limit(); i++) {
      int command = head.getInt(at);
      int size = head.getInt(at + 4);
      if (command == SEGMENT_64) {
        boolean data = (head.getInt(at + 60) & WRITE) != 0;
        add(segments, head.getLong(at + 24), head.getLong(at + 40), head.getLong(at + 48), data);
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
    return new Executable(segments, head.order(), true);
  }

  private static void add(
      List<Segment> segments, long address, long offset, long length, boolean data) {
    if (offset >= 0 && length > 0) {
      segments.add(new Segment(address, offset, length, data));
    }
  }
}
