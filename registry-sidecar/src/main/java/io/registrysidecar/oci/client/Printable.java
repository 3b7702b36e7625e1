package io.registrysidecar.oci.client;

import java.nio.charset.StandardCharsets;

/** Text from a registry, made fit for a message: one line, no control characters, not long. */
final class Printable {

  private static final int LONGEST = 300;

  /** What decoding puts in the place of bytes that are not UTF-8. */
  private static final char NOT_TEXT = '\uFFFD';

  private Printable() {}

  /** A body that only explains: nothing of it when it is not text. */
  static String of(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    return text.indexOf(NOT_TEXT) >= 0 ? "an answer that is not text" : of(text);
  }

  static String of(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
