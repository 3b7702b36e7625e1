package io.registrysidecar.oci.client.auth;

import org.jspecify.annotations.Nullable;

/**
 * Text that never shows itself: not in a log line, not in an error, not in a debugger's default
 * view.
 */
public final class Secret {

  private final String value;

  /** Hides {@code value}. */
  public Secret(String value) {
    this.value = value;
  }

  /** The text itself, to be put into a request and nowhere else. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
