package io.registrysidecar.image.inflate;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What undoes each compression here, chosen once. May be used by several threads at once. */
public final class Decompressors {

  private static final Decompressor PLAIN = new Plain();
  private static final Decompressor ZSTD = new Zstd();

  private final Decompressor gzip;

  private Decompressors(Decompressor gzip) {
    this.gzip = gzip;
  }

  /** Who inflates gzip. */
  public enum Wanted {
    /** The fastest that can be used. */
    AUTO,
    /** Intel's ISA-L, from the system. */
    ISAL,
    /** libdeflate where a gzip member or layer is small, else the JDK. */
    LIBDEFLATE,
    /** The JDK. */
    JDK
  }

  /**
   * Chooses; a library that is not exactly as expected is never chosen.
   *
   * @throws IOException if what is wanted cannot be used here; the message says why and what to do
   */
  public static Decompressors choose(Wanted wanted) throws IOException {
    try {
      return new Decompressors(
          switch (wanted) {
            case AUTO -> new AutoGzip();
            case ISAL -> Gzip.isal();
            case LIBDEFLATE -> Gzip.libdeflate();
            case JDK -> Gzip.JDK;
          });
    } catch (Unusable e) {
      throw new IOException(
          "inflate: "
              + wanted.name().toLowerCase(Locale.ROOT)
              + " cannot be used: "
              + e.getMessage()
              + ". Install it (isal: Debian's libisal2), or set inflate: auto.",
          e);
    }
  }

  /** With what is on every machine. */
  public static Decompressors standard() {
    return new Decompressors(Gzip.JDK);
  }

  /** What undoes {@code compression}, or null where nothing does. */
  public @Nullable Decompressor of(Compression compression) {
    return switch (compression) {
      case NONE -> PLAIN;
      case GZIP -> gzip;
      case ZSTD -> ZSTD;
      case BZIP2, XZ -> null;
    };
  }

  /** Who does what, and why nobody faster, for people: {@code gzip (ISA-L), zstd (zstd-jni)}. */
  public String description() {
    String names = gzip.name() + ", " + ZSTD.name();
    String remark = gzip instanceof AutoGzip auto ? auto.found().remark() : null;
    return remark == null ? names : names + "; " + remark;
  }
}
