package io.registrysidecar.sign;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verifier says of one signature. That a signature is good and that its signer is trusted
 * are two things; only {@link Trusted} is both.
 */
public sealed interface Verification {

  /** For people: who signed, or what is wrong and what could be done about it. */
  String detail();

  /**
   * The signature is good, and the configuration trusts its signer.
   *
   * @param signer who signed: the configured name of the key, or the identity in the certificate
   * @param issuer who vouches for that identity, the issuer of the certificate or of the token that
   *     it was made for; null for a key
   * @param remarks what was found and, by the chosen level, not enforced
   */
  record Trusted(String signer, @Nullable String issuer, List<String> remarks)
      implements Verification {
    /** Copies the remarks. */
    public Trusted {
      remarks = List.copyOf(remarks);
    }

    /** By a key, for which nobody vouches. */
    public Trusted(String signer, List<String> remarks) {
      this(signer, null, remarks);
    }

    @Override
    public String detail() {
      return remarks.isEmpty() ? signer : signer + " (" + String.join("; ", remarks) + ")";
    }
  }

  /**
   * The signature is good or may be, but nobody who is trusted made it.
   *
   * @param signer who claims to have signed, as far as the signature tells
   * @param detail why it is not trusted
   */
  record Untrusted(String signer, String detail) implements Verification {}

  /**
   * Not a signature of what it is attached to: broken, forged, expired or of something else.
   *
   * @param detail what is wrong
   */
  record Invalid(String detail) implements Verification {}
}
