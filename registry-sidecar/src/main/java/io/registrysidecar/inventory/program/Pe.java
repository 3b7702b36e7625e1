package io.registrysidecar.inventory.program;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.registrysidecar.inventory.program.Executable.Segment;
import io.registrysidecar.inventory.program.Sections.Place;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Portable Executable, as Windows has it: the section table. */
final class Pe {

  private static final int SIGNATURE = 'P' | 'E' << 8;
  private static final int PLUS = 0x20b;
  private static final int WRITE = 0x80000000;
  private static final int SECTION = 40;

  /** Which of the data directories tells where resources are. */
  private static final int RESOURCES = 2;

  /** Which of the data directories a .NET assembly has. */
  private static final int CLR = 14;

  /** No section has such a name. */
  private static final String ASSEMBLY = "a .NET assembly";

  private Pe() {}

  /** Whether the program is a .NET assembly. */
  static boolean isAssembly(Executable program) {
    return program.sections() instanceof PeSections pe && pe.parts().parts().containsKey(ASSEMBLY);
  }

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
    Map<String, Place> parts = new HashMap<>();
    for (int i = 0; i < sections && at + SECTION <= head.limit(); i++, at += SECTION) {
      long length = Integer.toUnsignedLong(head.getInt(at + 16));
      if (length > 0) {
        // The content is as long as it is in memory, and padded in the file.
        long used = Integer.toUnsignedLong(head.getInt(at + 8));
        parts.putIfAbsent(
            name(head, at, 8),
            new Place(
                Integer.toUnsignedLong(head.getInt(at + 20)),
                used == 0 ? length : Math.min(used, length)));
        segments.add(
            new Segment(
                base + Integer.toUnsignedLong(head.getInt(at + 12)),
                Integer.toUnsignedLong(head.getInt(at + 20)),
                length,
                (head.getInt(at + 36) & WRITE) != 0));
      }
    }
    int directories = optional + (plus ? 112 : 96);
    int count = head.getInt(directories - 4);
    if (count > CLR && head.getInt(directories + 8 * CLR) != 0) {
      parts.put(ASSEMBLY, new Place(0, 0));
    }
    long address =
        count > RESOURCES ? Integer.toUnsignedLong(head.getInt(directories + 8 * RESOURCES)) : 0;
    Place resources = address == 0 ? null : behind(base + address, segments);
    segments.sort(Comparator.comparingLong(Segment::offset));
    return new Executable(
        Executable.Format.PE,
        segments,
        ByteOrder.LITTLE_ENDIAN,
        true,
        new PeSections(new NamedParts(parts), resources, address));
  }

  /** What of a segment is at {@code address} and behind; null when none is there. */
  private static @Nullable Place behind(long address, List<Segment> segments) {
    for (Segment segment : segments) {
      if (segment.contains(address)) {
        long before = address - segment.address();
        return new Place(segment.offset() + before, segment.length() - before);
      }
    }
    return null;
  }

  /** A name that fills its field, or ends with a NUL before. */
  static String name(ByteBuffer head, int at, int length) {
    byte[] name = new byte[length];
    head.get(at, name);
    String text = new String(name, ISO_8859_1);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }
}
