package io.registrysidecar.image.inflate;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.zip.Deflater;

/*
 * The library's headers give the layout of its state, but the program is not compiled against them, and the layout has changed before. So what is relied upon is tried: a known stream goes
 * through the library in two halves. The bytes must come out, the fields at the beginning must count what was consumed and written, nothing may be written near the end of the memory, and
 * exactly one word must go through the values that the block state goes through, with the words behind it that follow it in every version: no dictionary, last block seen, no checksum asked
 * for. Where that word is, is the only thing learned. Anything else, and the library is not used.
 */

/** Finds out whether the ISA-L that is there has the layout that is relied upon. */
final class IsalProbe {

  private static final int GUARD = 16 << 10;
  private static final int PLAIN = 150_000;

  private static final int NO_BLOCK_YET = 0;
  private static final int IN_CODED_BLOCK = 3;
  private static final int NEXT_WORD = 4;

  private final Isal isal;

  IsalProbe(Isal isal) {
    this.isal = isal;
  }

  /**
   * Where the block state is in {@link IsalState}.
   *
   * @throws Unusable if anything is not as expected
   */
  long blockState() throws Unusable {
    byte[] plain = plain();
    byte[] stream = deflate(plain);
    byte[] withTail = Arrays.copyOf(stream, stream.length + 100);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment input = arena.allocate(withTail.length);
      MemorySegment.copy(withTail, 0, input, ValueLayout.JAVA_BYTE, 0, withTail.length);
      MemorySegment output = arena.allocate(PLAIN + 100);
      IsalState state = new IsalState(arena);

      isal.init(state);
      int[] before = words(state);
      int half = stream.length / 2;
      state.output(output);
      state.input(input, half);
      expect(isal.inflate(state) >= 0 && state.inputLeft() == 0, "half of a stream is refused");
      int[] within = words(state);
      state.input(input.asSlice(half), withTail.length - half);
      expect(isal.inflate(state) >= 0, "a stream is refused");
      int[] after = words(state);

      int consumed = withTail.length - state.inputLeft() - state.bytesHeld();
      expect(consumed == stream.length, "the end of a stream is not where it should be");
      expect(state.outputLeft() == 100, "the size of a stream is not what it should be");
      byte[] actual = output.asSlice(0, PLAIN).toArray(ValueLayout.JAVA_BYTE);
      expect(Arrays.equals(actual, plain), "a stream does not become what it was");
      return blockState(before, within, after);
    }
  }

  private static long blockState(int[] before, int[] within, int[] after) throws Unusable {
    int found = -1;
    for (int i = 0; i < before.length - NEXT_WORD; i++) {
      boolean state =
          before[i] == NO_BLOCK_YET && within[i] == IN_CODED_BLOCK && after[i] == Isal.FINISHED;
      boolean dictionary = (before[i + 1] | within[i + 1] | after[i + 1]) != 0;
      boolean last = before[i + 2] == 0 && after[i + 2] == 1;
      boolean checksum = (before[i + 3] | within[i + 3] | after[i + 3]) != 0;
      if (state && !dictionary && last && !checksum) {
        expect(found < 0, "its block state is not recognised");
        found = i;
      }
    }
    expect(found >= 0, "its block state is not found");
    for (int i = before.length - GUARD / NEXT_WORD; i < after.length; i++) {
      expect(after[i] == 0, "its state is larger than expected");
    }
    return (long) found * NEXT_WORD;
  }

  private static int[] words(IsalState state) {
    return state.memory().toArray(ValueLayout.JAVA_INT);
  }

  /** Letters that compress a little, with repetitions as far back as the format allows. */
  private static byte[] plain() {
    byte[] plain = new byte[PLAIN];
    int random = 1;
    for (int i = 0; i < plain.length; i++) {
      random = random * 1_103_515_245 + 12_345;
      boolean repeat = i >= 32_000 && (i / 100) % 3 == 0;
      plain[i] = repeat ? plain[i - 32_000] : (byte) ('a' + (random >>> 28));
    }
    return plain;
  }

  private static byte[] deflate(byte[] plain) {
    byte[] stream = new byte[plain.length];
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      deflater.setInput(plain);
      deflater.finish();
      return Arrays.copyOf(stream, deflater.deflate(stream));
    } finally {
      deflater.end();
    }
  }

  private static void expect(boolean fulfilled, String otherwise) throws Unusable {
    if (!fulfilled) {
      throw new Unusable(Isal.LIBRARY + " is not as expected: " + otherwise);
    }
  }
}
