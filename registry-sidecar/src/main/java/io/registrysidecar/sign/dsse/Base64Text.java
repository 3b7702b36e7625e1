package io.registrysidecar.sign.dsse;

import java.util.Base64;

/**
 * Base64 as the writers of signatures write it: the standard alphabet, which everybody should use,
 * or the one for URLs, which the readers of DSSE and of protobuf's JSON accept as well. Line breaks
 * inside are passed over, as Go does.
 */
public final class Base64Text {

  private Base64Text() {}

  /**
   * Decodes {@code text}, with or without padding; one text uses one alphabet.
   *
   * @throws IllegalArgumentException if it is in neither alphabet
   */
  public static byte[] decode(String text) {
    boolean url = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
    String line = text.replace("\n", "").replace("\r", "");
    return (url ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(line);
  }

  /** Standard alphabet with padding, which every reader knows. */
  public static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
