package io.registrysidecar.oci;

import org.jspecify.annotations.Nullable;

/**
 * The platform that an image runs on, as in an image index or an image configuration.
 *
 * @param os for example {@code linux}
 * @param architecture for example {@code amd64}
 * @param variant for example {@code v7}, or null
 */
public record Platform(String os, String architecture, @Nullable String variant) {

  /** Whether this is the {@code unknown/unknown} that build tools give to attestation manifests. */
  public boolean isUnknown() {
    return os.equals("unknown") && architecture.equals("unknown");
  }

  @Override
  public String toString() {
    return os + "/" + architecture + (variant == null ? "" : "/" + variant);
  }
}
