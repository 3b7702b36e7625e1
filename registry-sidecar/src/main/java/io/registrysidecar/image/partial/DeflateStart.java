package io.registrysidecar.image.partial;

/**
 * Lets an inflater that can only begin with a whole byte begin within one: blocks without content
 * stand before the first bits, so many that these come to lie where they were. They cannot just be
 * moved, because some blocks (RFC 1951 §3.2.4) go on at the next byte of the original stream.
 */
final class DeflateStart {

  /** Fixed codes: 3 bits of header, 7 for the end of the block. */
  private static final String EVEN = "010" + "0000000";

  /**
   * Codes of its own, 93 bits (§3.2.7), written as they follow each other: three bits of header,
   * the numbers of codes (257, 1 and 18), the lengths of the codes for lengths (of 18: 2, of 0: 1,
   * of 1: 2), then 138 and 118 symbols without a code, one with a code of one bit, no distance, and
   * the end of the block.
   */
  private static final String ODD =
      "001"
          + "00000"
          + "00000"
          + "0111"
          + "000000010100"
          + "000".repeat(13)
          + "010"
          + "111111111"
          + "111101011"
          + "10"
          + "0"
          + "0";

  private DeflateStart() {}

  /**
   * What to give the inflater before the bytes that follow {@code first}.
   *
   * @param bits how many of the higher bits of {@code first} are meant, from 1 to 7
   */
  static byte[] before(int bits, byte first) {
    int passed = Byte.SIZE - bits;
    StringBuilder stream = new StringBuilder(passed % 2 == 0 ? "" : ODD);
    while (stream.length() % Byte.SIZE != passed) {
      stream.append(EVEN);
    }
    byte[] packed = new byte[stream.length() / Byte.SIZE + 1];
    for (int i = 0; i < stream.length(); i++) {
      packed[i / Byte.SIZE] |= (byte) ((stream.charAt(i) - '0') << (i % Byte.SIZE));
    }
    packed[packed.length - 1] |= (byte) (first & (-1 << passed));
    return packed;
  }
}
