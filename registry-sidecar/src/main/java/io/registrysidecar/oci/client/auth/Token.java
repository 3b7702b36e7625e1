package io.registrysidecar.oci.client.auth;

import io.registrysidecar.oci.Secret;
import java.time.Duration;

/**
 * A bearer token.
 *
 * @param value the token
 * @param lifetime from when it was received; the server's clock is not asked
 */
record Token(Secret value, Duration lifetime) {

  private static final Duration LEAST_LEFT = Duration.ofSeconds(15);

  /**
   * How long it is used: until less than a fifth of its life or fifteen seconds are left, whichever
   * is more.
   */
  Duration usable() {
    Duration fifth = lifetime.dividedBy(5);
    Duration usable = lifetime.minus(fifth.compareTo(LEAST_LEFT) > 0 ? fifth : LEAST_LEFT);
    return usable.isPositive() ? usable : lifetime.dividedBy(2);
  }

  Secret authorization() {
    return new Secret("Bearer " + value.reveal());
  }
}
