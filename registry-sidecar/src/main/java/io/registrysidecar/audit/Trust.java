package io.registrysidecar.audit;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.sign.Verification;
import java.util.Optional;

/** Judges the signatures of statements that are found beside an image. */
@FunctionalInterface
public interface Trust {

  /** Looks at no signature. What is signed then counts as claimed, never as verified. */
  Trust NOT_CHECKED = (content, subject) -> Optional.empty();

  /**
   * What a verifier says of a signed statement.
   *
   * @param content the DSSE envelope or sigstore bundle, byte for byte
   * @param subject the manifest or index that it has to be about
   * @return empty when nobody has looked
   */
  Optional<Verification> of(byte[] content, Digest subject);
}
