package io.registrysidecar.image.inflate;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.airlift.compress.v3.internal.NativeLoader;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;
import java.util.concurrent.Semaphore;

/**
 * libdeflate, which aircompressor carries for common systems. Called directly and not through
 * aircompressor's own decompressor, which does not tell where in its input a stream ended.
 */
final class Libdeflate {

  /** What {@link #inflate} gives for a stream that became what it was. */
  static final int SUCCESS = 0;

  /** What {@link #inflate} gives when the output is too small. */
  static final int NO_ROOM = 3;

  /** How many layers may hold memory for it at once; others are streamed. */
  private static final int SHARES = 2;

  private final Semaphore memory = new Semaphore(SHARES);
  private final MethodHandle allocate;
  private final MethodHandle free;
  private final MethodHandle inflate;

  private Libdeflate(MethodHandle allocate, MethodHandle free, MethodHandle inflate) {
    this.allocate = allocate;
    this.free = free;
    this.inflate = inflate;
  }

  /**
   * Unpacks the library and links it; it stays loaded.
   *
   * @throws Unusable if there is none for this system
   */
  @SuppressWarnings("restricted")
  static Libdeflate load() throws Unusable {
    try {
      SymbolLookup symbols = NativeLoader.loadLibrary("deflate");
      Linker linker = Linker.nativeLinker();
      return new Libdeflate(
          linker.downcallHandle(
              symbols.findOrThrow("libdeflate_alloc_decompressor"), FunctionDescriptor.of(ADDRESS)),
          linker.downcallHandle(
              symbols.findOrThrow("libdeflate_free_decompressor"),
              FunctionDescriptor.ofVoid(ADDRESS)),
          linker.downcallHandle(
              symbols.findOrThrow("libdeflate_deflate_decompress_ex"),
              FunctionDescriptor.of(
                  JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS)));
    } catch (LinkageError e) {
      throw new Unusable("it cannot be loaded: " + e.getMessage());
    } catch (NoSuchElementException e) {
      throw new Unusable("it has no function to inflate");
    } catch (IllegalCallerException e) {
      throw new Unusable("native access is not allowed (--enable-native-access)");
    }
  }

  /** Whether one more may hold memory; who may must {@link #giveBack} it. */
  boolean takeShare() {
    return memory.tryAcquire();
  }

  void giveBack() {
    memory.release();
  }

  /** A decompressor, to be freed. */
  MemorySegment allocate() {
    try {
      return (MemorySegment) allocate.invokeExact();
    } catch (Throwable e) {
      throw thrown(e);
    }
  }

  void free(MemorySegment decompressor) {
    try {
      free.invokeExact(decompressor);
    } catch (Throwable e) {
      throw thrown(e);
    }
  }

  /**
   * Inflates the whole stream that {@code input} begins with.
   *
   * @param sizes receives two long values: how many bytes were consumed, and how many made
   */
  int inflate(
      MemorySegment decompressor,
      MemorySegment input,
      long length,
      MemorySegment output,
      MemorySegment sizes) {
    try {
      return (int)
          inflate.invokeExact(
              decompressor,
              input,
              length,
              output,
              output.byteSize(),
              sizes,
              sizes.asSlice(JAVA_LONG.byteSize()));
    } catch (Throwable e) {
      throw thrown(e);
    }
  }

  /** C functions throw nothing: this can only be a fault in how they are called. */
  private static IllegalStateException thrown(Throwable cause) {
    return new IllegalStateException("calling libdeflate failed", cause);
  }
}
