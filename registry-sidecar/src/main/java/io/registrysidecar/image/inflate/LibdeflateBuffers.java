package io.registrysidecar.image.inflate;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** Memory outside the heap for streams that are inflated in one go; grows up to its limits. */
final class LibdeflateBuffers implements AutoCloseable {

  /** The most compressed bytes of a stream that is inflated in one go. */
  static final int LONGEST_INPUT = 4 << 20;

  private static final long LARGEST_OUTPUT = 16 << 20;
  private static final int GROWTH = 4;

  private final Libdeflate library;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment decompressor;
  private final MemorySegment sizes = arena.allocate(2 * JAVA_LONG.byteSize());
  private Buffer input = new Buffer(256 << 10);
  private Buffer output = new Buffer(1 << 20);

  LibdeflateBuffers(Libdeflate library) {
    this.library = library;
    this.decompressor = library.allocate();
  }

  /** Whether the first {@code length} bytes to be consumed hold a whole stream. */
  boolean inflate(CompressedInput compressed, int length) {
    while (input.size() < length) {
      input = input.grown();
    }
    MemorySegment.copy(
        compressed.array(), compressed.position(), input.memory, JAVA_BYTE, 0, length);
    int result = inflate(length);
    while (result == Libdeflate.NO_ROOM && output.size() < LARGEST_OUTPUT) {
      output = output.grown();
      result = inflate(length);
    }
    return result == Libdeflate.SUCCESS;
  }

  /** How many bytes the stream had that was inflated last. */
  int consumed() {
    return Math.toIntExact(sizes.getAtIndex(JAVA_LONG, 0));
  }

  /** What it became. */
  ByteBuffer made() {
    return output.bytes.clear().limit(Math.toIntExact(sizes.getAtIndex(JAVA_LONG, 1)));
  }

  @Override
  public void close() {
    library.free(decompressor);
    input.arena.close();
    output.arena.close();
    arena.close();
  }

  private int inflate(int length) {
    return library.inflate(decompressor, input.memory, length, output.memory, sizes);
  }

  private static final class Buffer {
    private final Arena arena = Arena.ofShared();
    private final MemorySegment memory;
    private final ByteBuffer bytes;

    Buffer(long size) {
      memory = arena.allocate(size, 64);
      bytes = memory.asByteBuffer();
    }

    long size() {
      return memory.byteSize();
    }

    /** A larger one instead of this one. */
    Buffer grown() {
      long size = size() * GROWTH;
      arena.close();
      return new Buffer(size);
    }
  }
}
