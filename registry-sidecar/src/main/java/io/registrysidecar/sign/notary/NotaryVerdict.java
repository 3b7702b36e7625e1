package io.registrysidecar.sign.notary;

import io.registrysidecar.sign.Verification;
import java.util.Map;

/**
 * What a verifier says of one signature, and what the signer says beside.
 *
 * @param metadata the signed metadata, key to value; empty unless the signature is trusted, so that
 *     nobody reads it otherwise by mistake
 */
public record NotaryVerdict(Verification verification, Map<String, String> metadata) {

  /** Copies the metadata. */
  public NotaryVerdict {
    metadata = Map.copyOf(metadata);
  }
}
