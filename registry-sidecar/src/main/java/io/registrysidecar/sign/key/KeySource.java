package io.registrysidecar.sign.key;

import io.registrysidecar.sign.Signer;

/** Where a key is that the ring did not make: a file, a token, a command. */
public interface KeySource {

  /**
   * Reaches the key.
   *
   * @throws KeyFailure if it cannot be reached
   */
  Signer open() throws KeyFailure;
}
