package io.registrysidecar.image.inflate;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;

/** The decompressors of gzip that this machine can run. */
final class Inflaters {

  private Inflaters() {}

  /** Skips a test where the library is not installed; one that is there must be used. */
  static void assumeIsal() {
    assumeTrue(isIsalInstalled(), Isal.LIBRARY + " is not installed");
  }

  static Decompressor isal() {
    try {
      return Gzip.isal();
    } catch (Unusable e) {
      throw new AssertionError(Isal.LIBRARY + " is installed but not used", e);
    }
  }

  @SuppressWarnings("restricted")
  private static boolean isIsalInstalled() {
    try {
      SymbolLookup.libraryLookup(Isal.LIBRARY, Arena.global());
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
