package io.registrysidecar.oci;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Something that must not be seen: a password or a token. Printing it prints nothing of it, and
 * comparing it takes the same time whatever the difference.
 */
public final class Secret {

  private final String value;

  /** Wraps a secret. */
  public Secret(String value) {
    this.value = value;
  }

  /** The secret itself, for the one place that needs it. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret
        && MessageDigest.isEqual(
            value.getBytes(StandardCharsets.UTF_8), secret.value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
