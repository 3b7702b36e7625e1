package io.registrysidecar.publish;

import java.util.List;

/** Says what is attested of an image. */
@FunctionalInterface
public interface Attesting {

  /** Nothing. */
  Attesting NOTHING = standing -> List.of();

  /**
   * At most one attestation of each predicate type, the most needed first.
   *
   * @param standing what they may refer to
   */
  List<Attestation> attest(Standing standing);
}
