package io.registrysidecar.oci.client.auth;

import java.io.IOException;
import java.util.Optional;

/** The token service did not give a token. */
public final class TokenRefused extends IOException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final Optional<String> retryAfter;

  TokenRefused(int status, Optional<String> retryAfter, String message) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** The status of its answer; 200 when the answer had no token in it. */
  public int status() {
    return status;
  }

  /** The {@code Retry-After} header as it came. */
  public Optional<String> retryAfter() {
    return retryAfter;
  }
}
