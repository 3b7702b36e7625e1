package io.registrysidecar.sign.dsse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/**
 * Puts what is large into a small document, so that megabytes need not become a tree or a text
 * first.
 */
final class Spliced {

  private Spliced() {}

  /**
   * {@code small} with {@code large} in the place of what stands behind the first {@code before}.
   *
   * @param placeholder what stands there
   */
  static byte[] into(byte[] small, String before, String placeholder, byte[] large) {
    // One character for each byte, so that places in the text are places in the document.
    int place = new String(small, ISO_8859_1).indexOf(before + placeholder);
    if (place < 0) {
      throw new IllegalArgumentException("nothing stands behind " + before);
    }
    int from = place + before.length();
    int rest = from + placeholder.length();
    byte[] whole = Arrays.copyOf(small, small.length - placeholder.length() + large.length);
    System.arraycopy(large, 0, whole, from, large.length);
    System.arraycopy(small, rest, whole, from + large.length, small.length - rest);
    return whole;
  }
}
