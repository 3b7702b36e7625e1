package io.registrysidecar.sign.sigstore;

import java.time.Instant;
import java.util.List;

/**
 * What the logs say of a signature.
 *
 * @param verified entries that a trusted log vouches for
 * @param times at which trusted logs say they saw the signature
 * @param unknown entries of logs that the trusted root does not name
 */
record LogFindings(int verified, List<Instant> times, int unknown) {

  LogFindings {
    times = List.copyOf(times);
  }
}
