package io.registrysidecar.sign.key;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key of a ring, as the world may know it.
 *
 * @param role what it says when it signs
 * @param publicKey its public half
 * @param chain its certificates, leaf first; empty where it has none
 * @param created when it came into the ring
 * @param retired when another took its place; null while it signs
 * @param compromised since when nothing that it signed is believed; null while it is trusted
 */
public record RingKey(
    KeyRole role,
    PublicKey publicKey,
    List<X509Certificate> chain,
    Instant created,
    @Nullable Instant retired,
    @Nullable Instant compromised) {

  /** Copies the chain. */
  public RingKey {
    chain = List.copyOf(chain);
  }

  /** How bundles name it. */
  public String hint() {
    return PublicKeys.hint(publicKey);
  }

  /** Whether what it signed counts: it may be retired, but not compromised. */
  public boolean verifies() {
    return compromised == null;
  }

  /** Whether it signs. */
  public boolean current() {
    return retired == null && compromised == null;
  }
}
