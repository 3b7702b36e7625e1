package io.registrysidecar.advisory.db;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Some octets as a value: equal by content, ordered as unsigned numbers, a prefix first. Never
 * changed after it was made.
 */
final class Octets implements Comparable<Octets> {

  private final byte[] bytes;

  /** Takes the array over. */
  Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  static Octets utf8(String text) {
    return new Octets(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The octets themselves, not a copy. */
  byte[] bytes() {
    return bytes;
  }

  /** Read as UTF-8. */
  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  int length() {
    return bytes.length;
  }

  @Override
  public int compareTo(Octets that) {
    return Arrays.compareUnsigned(bytes, that.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
