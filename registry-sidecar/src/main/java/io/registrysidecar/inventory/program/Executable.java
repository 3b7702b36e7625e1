package io.registrysidecar.inventory.program;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the head of a program tells about the rest of it.
 *
 * @param format the format of the file
 * @param segments which parts of the file are loaded where, in the order of the file
 * @param order how it writes numbers
 * @param isWorthKeeping whether it is worth being kept for random access: the Go linker made it, it
 *     seems to carry a bundle of scripts, or it is of a format that is rare in images
 * @param sections its parts by name
 */
record Executable(
    Format format,
    List<Segment> segments,
    ByteOrder order,
    boolean isWorthKeeping,
    Sections sections) {

  /** What programs are written in. */
  enum Format {
    ELF,
    MACH_O,
    PE
  }

  /** Copies the list. */
  Executable {
    segments = List.copyOf(segments);
  }

  /** Where in the file everything has passed that is loaded when the program starts. */
  long loadedEnd() {
    long end = 0;
    for (Segment segment : segments) {
      end = Math.max(end, segment.offset() + segment.length());
    }
    return end < 0 ? Long.MAX_VALUE : end;
  }

  /** Whether something stands behind all that the linker wrote, in a file of {@code size} bytes. */
  boolean isAppendedTo(long size) {
    return sections instanceof ElfSections table && size > Math.max(table.end(), loadedEnd());
  }

  /** Where in the file that is which is loaded at {@code address}; negative when it is nowhere. */
  long offsetOf(long address) {
    for (Segment segment : segments) {
      if (segment.contains(address)) {
        return segment.offset() + (address - segment.address());
      }
    }
    return -1;
  }

  /** Reads the head of a file; null when it is not a program. */
  static @Nullable Executable of(byte[] head) {
    ByteBuffer bytes = ByteBuffer.wrap(head);
    try {
      return switch (bytes.getInt(0)) {
        case 0x7f454c46 -> Elf.read(bytes);
        case 0xfeedfacf, 0xfeedface, 0xcffaedfe, 0xcefaedfe -> MachO.read(bytes);
        default -> head[0] == 'M' && head[1] == 'Z' ? Pe.read(bytes) : null;
      };
    } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
      // Its tables lie outside of the head: not how any linker of interest writes them.
      return null;
    }
  }

  /**
   * A part of the file that is loaded into memory.
   *
   * @param address where it is loaded
   * @param offset where it begins in the file
   * @param length how long it is in the file
   * @param data whether it is writable data, among which the build information is
   */
  record Segment(long address, long offset, long length, boolean data) {
    boolean contains(long at) {
      return at >= address && at - address < length;
    }
  }
}
