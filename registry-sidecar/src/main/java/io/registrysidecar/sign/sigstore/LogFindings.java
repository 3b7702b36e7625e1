package io.registrysidecar.sign.sigstore;

import java.time.Instant;
import java.util.List;

/**
 * What the logs say of a signature.
 *
 * @param logs the trusted logs that hold the signature, one for each verified entry
 * @param times at which trusted logs say they saw the signature
 * @param unknown entries of logs that the trusted root does not name
 */
record LogFindings(List<TransparencyLog> logs, List<Instant> times, int unknown) {

  LogFindings {
    logs = List.copyOf(logs);
    times = List.copyOf(times);
  }
}
