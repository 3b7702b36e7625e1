package io.registrysidecar.inventory.golang;

import io.registrysidecar.inventory.golang.Executable.Segment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Portable Executable, as Windows has it: the section table. */
final class Pe {

  private static final int SIGNATURE = 'P' | 'E' << 8;
  private static final int PLUS = 0x20b;
  private static final int WRITE = 0x80000000;
  private static final int SECTION = 40;

  private Pe() {}

  static @Nullable Executable read(ByteBuffer head) {
    head.order(ByteOrder.LITTLE_ENDIAN);
    int start = head.getInt(0x3c);
    if (start < 0 || start > head.limit() - 24 || head.getInt(start) != SIGNATURE) {
      return null;
    }
    int sections = Short.toUnsignedInt(head.getShort(start + 6));
    int optional = start + 24;
    boolean plus = head.getShort(optional) == PLUS;
    long base =
        plus ? head.getLong(optional + 24) : Integer.toUnsignedLong(head.getInt(optional + 28));
    int at = optional + Short.toUnsignedInt(head.getShort(start + 20));
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < sections && at + SECTION <= head.limit(); i++, at += SECTION) {
      long length = Integer.toUnsignedLong(head.getInt(at + 16));
      if (length > 0) {
        segments.add(
            new Segment(
                base + Integer.toUnsignedLong(head.getInt(at + 12)),
                Integer.toUnsignedLong(head.getInt(at + 20)),
                length,
                (head.getInt(at + 36) & WRITE) != 0));
      }
    }
    segments.sort(Comparator.comparingLong(Segment::offset));
    return new Executable(segments, ByteOrder.LITTLE_ENDIAN, true);
  }
}
