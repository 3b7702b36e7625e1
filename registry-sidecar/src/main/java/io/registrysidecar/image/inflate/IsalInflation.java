package io.registrysidecar.image.inflate;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;

/**
 * By ISA-L, from and to memory outside the heap. The compressed bytes are copied there, the plain
 * ones are read where they are.
 */
final class IsalInflation implements Inflation {

  private static final int INPUT = 64 << 10;

  /** Smaller ones cost up to a tenth more: each call begins with bytes that are copied twice. */
  private static final int WINDOW = 256 << 10;

  private final Isal isal;
  private final long blockState;
  private final Arena arena = Arena.ofShared();
  private final IsalState state = new IsalState(arena);
  private final MemorySegment copy = arena.allocate(INPUT, 64);
  private final MemorySegment window = arena.allocate(WINDOW, 64);
  private final ByteBuffer windowBytes = window.asByteBuffer();
  private boolean failed;

  /**
   * Reserves memory.
   *
   * @param blockState where the library notes how far it is
   */
  IsalInflation(Isal isal, long blockState) {
    this.isal = isal;
    this.blockState = blockState;
  }

  @Override
  public void begin() {
    isal.init(state);
    state.input(copy, 0);
    failed = false;
  }

  @Override
  public ByteBuffer inflate(CompressedInput input) throws IOException, DataFormatException {
    int count = 0;
    while (count == 0 && !failed && !isFinished()) {
      boolean more = state.inputLeft() > 0 || load(input);
      count = inflateWhatIsThere(input);
      if (count == 0 && !more && !failed && !isFinished()) {
        throw new DataFormatException(TRUNCATED);
      }
    }
    if (count == 0 && failed) {
      throw new DataFormatException(INVALID);
    }
    return windowBytes.clear().limit(count);
  }

  @Override
  public void close() {
    arena.close();
  }

  private boolean isFinished() {
    return state.word(blockState) == Isal.FINISHED;
  }

  /** Copies what has arrived; it is consumed when the library has consumed it. False at the end. */
  private boolean load(CompressedInput input) throws IOException {
    if (!input.fill()) {
      return false;
    }
    int count = Math.min(input.remaining(), INPUT);
    MemorySegment.copy(input.array(), input.position(), copy, ValueLayout.JAVA_BYTE, 0, count);
    state.input(copy, count);
    return true;
  }

  /** Gives how many bytes it made. */
  private int inflateWhatIsThere(CompressedInput input) {
    int given = state.inputLeft();
    state.output(window);
    failed = isal.inflate(state) < 0;
    int count = WINDOW - state.outputLeft();
    int consumed = given - state.inputLeft();
    input.consume(consumed);
    if (isFinished()) {
      input.unread(state.bytesHeld());
    } else if (given > 0 && consumed == 0 && count == 0) {
      failed = true;
    }
    return count;
  }
}
