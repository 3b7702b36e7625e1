package io.registrysidecar.publish;

import java.util.stream.Stream;

/** Says what is attested of an image. */
@FunctionalInterface
public interface Attesting {

  /** Nothing. */
  Attesting NOTHING = standing -> Stream.of();

  /**
   * At most one attestation of each predicate type, the most needed first. Each is made when it is
   * asked for, so that those of a large image are not all in memory at once.
   *
   * @param standing what they may refer to
   */
  Stream<Attestation> attest(Standing standing);
}
