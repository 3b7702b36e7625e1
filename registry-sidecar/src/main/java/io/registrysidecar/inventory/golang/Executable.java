package io.registrysidecar.inventory.golang;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the head of a program tells about the rest of it.
 *
 * @param segments which parts of the file are loaded where, in the order of the file
 * @param order how it writes numbers
 * @param isCertainlyGo whether it is known already that the Go linker made it, so that it is worth
 *     being kept for random access
 */
record Executable(List<Segment> segments, ByteOrder order, boolean isCertainlyGo) {

  /** Copies the list. */
  Executable {
    segments = List.copyOf(segments);
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
      // Its tables lie outside of the head: not how any Go linker writes them.
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
