package io.registrysidecar.sign.sigstore;

import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.dsse.Statement;
import java.util.Map;
import java.util.Optional;

/**
 * What a verifier says of an attestation.
 *
 * @param statement what is attested; only there if it is trusted and about the asked image, so that
 *     nobody reads it otherwise by mistake. A trusted signature without statement covers the
 *     artifact itself
 * @param remarks what the signer of the artifact itself says beside, key to value; only there if it
 *     is trusted
 */
public record Attested(
    Verification verification, Optional<Statement> statement, Map<String, String> remarks) {

  /** Copies the remarks. */
  public Attested {
    remarks = Map.copyOf(remarks);
  }

  /** Where nothing is said beside. */
  public Attested(Verification verification, Optional<Statement> statement) {
    this(verification, statement, Map.of());
  }

  static Attested rejected(Verification verdict) {
    return new Attested(verdict, Optional.empty());
  }
}
