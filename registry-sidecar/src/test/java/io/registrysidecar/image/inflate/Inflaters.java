package io.registrysidecar.image.inflate;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The decompressors of gzip that this machine can run. */
final class Inflaters {

  private static final boolean ISAL = isIsalInstalled();
  private static final boolean LIBDEFLATE =
      Inflaters.class.getResource("/aircompressor/" + platform() + "/libdeflate.so") != null;

  private Inflaters() {}

  /** Skips a test where the library is not installed; one that is there must be used. */
  static void assumeIsal() {
    assumeTrue(ISAL, Isal.LIBRARY + " is not installed");
  }

  /** Skips a test where there is no such library for this system. */
  static void assumeLibdeflate() {
    assumeTrue(LIBDEFLATE, "there is no libdeflate for " + platform());
  }

  static Decompressor isal() {
    return WithIsal.ONE;
  }

  static Decompressor libdeflate() {
    return WithLibdeflate.ONE;
  }

  /** All but the JDK's. */
  static List<Decompressor> others() {
    List<Decompressor> others = new ArrayList<>();
    if (ISAL) {
      others.add(isal());
    }
    if (LIBDEFLATE) {
      others.add(libdeflate());
    }
    return others;
  }

  private static String platform() {
    String os = System.getProperty("os.name").replace(' ', '_').toLowerCase(Locale.ROOT);
    return os + "-" + System.getProperty("os.arch");
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

  private static Decompressor used(Loading loading) {
    try {
      return loading.load();
    } catch (Unusable e) {
      throw new AssertionError("a library that is there is not used", e);
    }
  }

  private interface Loading {
    Decompressor load() throws Unusable;
  }

  /** Linked once, by the first test that needs it. */
  private static final class WithIsal {
    static final Decompressor ONE = used(Gzip::isal);
  }

  /** Linked once, by the first test that needs it. */
  private static final class WithLibdeflate {
    static final Decompressor ONE = used(Gzip::libdeflate);
  }
}
