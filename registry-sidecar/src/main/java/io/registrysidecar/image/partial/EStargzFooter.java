package io.registrysidecar.image.partial;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalLong;

/**
 * The last bytes of an eStargz blob: an empty gzip member whose extra field says where the table of
 * contents begins, as 16 hexadecimal digits and {@code STARGZ}. In the older form the extra field
 * has no subfield header.
 */
final class EStargzFooter {

  /** The size of the footer in bytes. */
  static final int SIZE = 51;

  /** The size of the older form. */
  static final int LEGACY_SIZE = 47;

  private static final int DIGITS = 16;
  private static final String MAGIC = "STARGZ";
  private static final byte[] BEFORE = HexFormat.of().parseHex("1f8b0804");
  private static final byte[] EXTRA = HexFormat.of().parseHex("1a0053471600");
  private static final byte[] LEGACY_EXTRA = HexFormat.of().parseHex("1600");
  private static final byte[] AFTER = HexFormat.of().parseHex("010000ffff0000000000000000");
  private static final int GZIP_HEADER = 10;

  private EStargzFooter() {}

  /** Where the table begins, by the last {@link #SIZE} bytes of a blob. */
  static OptionalLong parse(byte[] tail) {
    return parse(tail, 0, EXTRA);
  }

  /** The same for the older form. */
  static OptionalLong parseLegacy(byte[] tail) {
    return parse(tail, SIZE - LEGACY_SIZE, LEGACY_EXTRA);
  }

  private static OptionalLong parse(byte[] tail, int start, byte[] extra) {
    int digits = start + GZIP_HEADER + extra.length;
    int after = digits + DIGITS + MAGIC.length();
    boolean isFooter =
        matches(tail, start, BEFORE)
            && matches(tail, start + GZIP_HEADER, extra)
            && matches(tail, digits + DIGITS, MAGIC.getBytes(ISO_8859_1))
            && matches(tail, after, AFTER);
    String number = new String(tail, digits, DIGITS, ISO_8859_1);
    return isFooter && number.chars().allMatch(HexFormat::isHexDigit) && number.charAt(0) < '8'
        ? OptionalLong.of(HexFormat.fromHexDigitsToLong(number))
        : OptionalLong.empty();
  }

  private static boolean matches(byte[] bytes, int at, byte[] wanted) {
    return Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
  }
}
