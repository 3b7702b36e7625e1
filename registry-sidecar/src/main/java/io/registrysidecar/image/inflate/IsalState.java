package io.registrysidecar.image.inflate;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The memory of one {@code inflate_state} of ISA-L. Its first fields are the same in all versions;
 * where the library notes how far it is differs, and is found by trying ({@link IsalProbe}).
 */
final class IsalState {

  /** More than any version uses: they differ between 84 and 88 KiB. */
  static final int SIZE = 128 << 10;

  private static final long NEXT_OUT = 0;
  private static final long AVAIL_OUT = 8;
  private static final long NEXT_IN = 16;
  private static final long AVAIL_IN = 32;
  private static final long BITS_HELD = 36;

  private final MemorySegment memory;

  /** In memory of {@code arena}. */
  IsalState(Arena arena) {
    memory = arena.allocate(SIZE, 64);
  }

  MemorySegment memory() {
    return memory;
  }

  void input(MemorySegment bytes, int count) {
    memory.set(ADDRESS, NEXT_IN, bytes);
    memory.set(JAVA_INT, AVAIL_IN, count);
  }

  void output(MemorySegment bytes) {
    memory.set(ADDRESS, NEXT_OUT, bytes);
    memory.set(JAVA_INT, AVAIL_OUT, (int) bytes.byteSize());
  }

  /** How many bytes of the input were not consumed. */
  int inputLeft() {
    return memory.get(JAVA_INT, AVAIL_IN);
  }

  /** How many bytes of the output were not written. */
  int outputLeft() {
    return memory.get(JAVA_INT, AVAIL_OUT);
  }

  /** How many whole bytes it has consumed and not looked at. */
  int bytesHeld() {
    return Math.max(memory.get(JAVA_INT, BITS_HELD), 0) / 8;
  }

  int word(long offset) {
    return memory.get(JAVA_INT, offset);
  }
}
