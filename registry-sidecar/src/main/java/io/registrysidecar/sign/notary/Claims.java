package io.registrysidecar.sign.notary;

import io.registrysidecar.sign.notary.certificate.CertificateChain;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a new signature claims.
 *
 * @param chain the signer's certificates
 * @param signedAt when, in whole seconds
 * @param expiry from when on it counts no more, in whole seconds; null for never
 */
record Claims(CertificateChain chain, Instant signedAt, @Nullable Instant expiry) {

  /** The headers that a verifier must understand. */
  List<String> critical() {
    return expiry == null
        ? List.of(Header.SIGNING_SCHEME)
        : List.of(Header.SIGNING_SCHEME, Header.EXPIRY);
  }
}
