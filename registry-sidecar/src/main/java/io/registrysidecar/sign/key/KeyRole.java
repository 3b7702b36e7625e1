package io.registrysidecar.sign.key;

import java.util.Locale;

/**
 * What a key says when it signs. The two are never the same key: cosign and Kyverno take any
 * verified bundle of a key, whatever it says, as a signature of the image.
 */
public enum KeyRole {
  /** "This is what was found in the image", good or bad. */
  ATTESTATION("scan results"),
  /** "This image may run". */
  RELEASE("released images");

  private final String unit;

  KeyRole(String unit) {
    this.unit = unit;
  }

  /** The word in files, commands and addresses. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The organisational unit in certificates, by which trust policies tell the roles apart. */
  public String unit() {
    return unit;
  }
}
