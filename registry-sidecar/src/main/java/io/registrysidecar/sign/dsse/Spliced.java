package io.registrysidecar.sign.dsse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Base64;

/**
 * Puts what is large into a small document, so that megabytes need not become a tree or a text
 * first.
 */
final class Spliced {

  /** So many bytes are Base64 without padding. */
  private static final int BLOCK = 3 * (16 << 10);

  private Spliced() {}

  /**
   * {@code small} with {@code large} in the place of what stands behind the first {@code before}.
   *
   * @param placeholder what stands there
   */
  static byte[] into(byte[] small, String before, String placeholder, byte[] large) {
    int from = place(small, before + placeholder) + before.length();
    byte[] whole = withRoom(small, from, placeholder.length(), large.length);
    System.arraycopy(large, 0, whole, from, large.length);
    return whole;
  }

  /** {@code small} with the Base64 form of {@code large} behind the first {@code before}. */
  static byte[] base64Into(byte[] small, String before, byte[] large) {
    int from = place(small, before) + before.length();
    byte[] whole = withRoom(small, from, 0, Math.multiplyExact(Math.ceilDiv(large.length, 3), 4));
    int to = from;
    for (int at = 0; at < large.length; at += BLOCK) {
      byte[] block = Arrays.copyOfRange(large, at, Math.min(large.length, at + BLOCK));
      byte[] text = Base64.getEncoder().encode(block);
      System.arraycopy(text, 0, whole, to, text.length);
      to += text.length;
    }
    return whole;
  }

  private static int place(byte[] small, String text) {
    // One character for each byte, so that places in the text are places in the document.
    int place = new String(small, ISO_8859_1).indexOf(text);
    if (place < 0) {
      throw new IllegalArgumentException("there is no " + text);
    }
    return place;
  }

  /** {@code small} with {@code room} bytes instead of {@code removed} at {@code from}. */
  private static byte[] withRoom(byte[] small, int from, int removed, int room) {
    byte[] whole = new byte[small.length - removed + room];
    System.arraycopy(small, 0, whole, 0, from);
    int rest = from + removed;
    System.arraycopy(small, rest, whole, from + room, small.length - rest);
    return whole;
  }
}
