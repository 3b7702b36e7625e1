package io.registrysidecar.sign.sigstore;

import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.dsse.Statement;
import java.util.Optional;

/**
 * What a verifier says of an attestation.
 *
 * @param statement what is attested; only there if it is trusted and about the asked image, so that
 *     nobody reads it otherwise by mistake. A trusted signature without statement covers the
 *     artifact itself
 */
public record Attested(Verification verification, Optional<Statement> statement) {

  static Attested rejected(Verification verdict) {
    return new Attested(verdict, Optional.empty());
  }
}
