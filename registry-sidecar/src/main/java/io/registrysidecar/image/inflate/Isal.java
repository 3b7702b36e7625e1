package io.registrysidecar.image.inflate;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;

/** Intel's ISA-L, when the system has it: {@code libisal.so.2}, Debian's {@code libisal2}. */
final class Isal {

  static final String LIBRARY = "libisal.so.2";

  /** The block state after which there is nothing more. */
  static final int FINISHED = 5;

  private final MethodHandle init;
  private final MethodHandle inflate;

  private Isal(MethodHandle init, MethodHandle inflate) {
    this.init = init;
    this.inflate = inflate;
  }

  /**
   * Finds the library; it stays loaded.
   *
   * @throws Unusable if there is none
   */
  @SuppressWarnings("restricted")
  static Isal load() throws Unusable {
    try {
      SymbolLookup symbols = SymbolLookup.libraryLookup(LIBRARY, Arena.global());
      Linker linker = Linker.nativeLinker();
      return new Isal(
          linker.downcallHandle(
              symbols.findOrThrow("isal_inflate_init"), FunctionDescriptor.ofVoid(ADDRESS)),
          linker.downcallHandle(
              symbols.findOrThrow("isal_inflate"), FunctionDescriptor.of(JAVA_INT, ADDRESS)));
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      throw new Unusable(LIBRARY + " was not found");
    } catch (IllegalCallerException e) {
      throw new Unusable("native access is not allowed (--enable-native-access)");
    } catch (NoSuchElementException e) {
      throw new Unusable(LIBRARY + " has no function to inflate");
    }
  }

  /** Begins a deflate stream without header and trailer. */
  void init(IsalState state) {
    try {
      init.invokeExact(state.memory());
    } catch (Throwable e) {
      throw thrown(e);
    }
  }

  /** Inflates as much as input and output allow; negative if the stream is wrong. */
  int inflate(IsalState state) {
    try {
      return (int) inflate.invokeExact(state.memory());
    } catch (Throwable e) {
      throw thrown(e);
    }
  }

  /** C functions throw nothing: this can only be a fault in how they are called. */
  private static IllegalStateException thrown(Throwable cause) {
    return new IllegalStateException("calling " + LIBRARY + " failed", cause);
  }
}
