package io.registrysidecar.audit;

import io.registrysidecar.sign.Verification;
import java.util.Optional;

/** How far what is said about an image can be relied on, best first. */
public enum TrustLevel {
  /** Signed by somebody whom the configuration trusts. */
  VERIFIED("verified"),
  /** Signed, but nobody who is trusted vouches for it, or nobody has checked. */
  CLAIMED_SIGNED("claimed-signed"),
  /** Said in an attestation that nobody signed. */
  CLAIMED("claimed"),
  /** Said in a label or annotation, which whoever builds the image may write freely. */
  LABEL("label"),
  /** Concluded from traces. */
  HEURISTIC("heuristic");

  private final String word;

  TrustLevel(String word) {
    this.word = word;
  }

  /** The word that trails use. */
  public String word() {
    return word;
  }

  /**
   * How far a signed statement can be relied on; empty where it cannot be relied on at all.
   *
   * @param verification what a verifier says of it, or empty when nobody has looked
   */
  static Optional<TrustLevel> ofSigned(Optional<Verification> verification) {
    return verification.isEmpty()
        ? Optional.of(CLAIMED_SIGNED)
        : switch (verification.get()) {
          case Verification.Trusted _ -> Optional.of(VERIFIED);
          case Verification.Untrusted _ -> Optional.of(CLAIMED_SIGNED);
          case Verification.Invalid _ -> Optional.empty();
        };
  }
}
