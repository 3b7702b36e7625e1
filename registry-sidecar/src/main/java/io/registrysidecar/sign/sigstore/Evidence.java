package io.registrysidecar.sign.sigstore;

import java.util.List;

/**
 * Everything that came with one signature, whatever it was packed in.
 *
 * @param entries of transparency logs
 * @param timestamps responses of RFC 3161 authorities about the signature, in DER
 * @param proofNeeded whether a log entry without an inclusion proof is incomplete, as in bundles
 *     from version 0.2 on
 */
record Evidence(
    Signed signed,
    Claim claim,
    List<LogEntry> entries,
    List<byte[]> timestamps,
    boolean proofNeeded) {

  Evidence {
    entries = List.copyOf(entries);
    timestamps = List.copyOf(timestamps);
  }
}
