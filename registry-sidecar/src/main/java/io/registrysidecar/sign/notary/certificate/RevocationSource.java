package io.registrysidecar.sign.notary.certificate;

import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * Knows which certificates were revoked: from lists in files, or by asking the authority. Safe for
 * use by several threads.
 */
public interface RevocationSource {

  /** Knows nothing. */
  RevocationSource NONE =
      (certificate, issuer, _) ->
          new RevocationStatus.Unknown(
              "nothing is known about the revocation of %s: no revocation list of its issuer %s is configured"
                  .formatted(Certificates.name(certificate), Certificates.name(issuer)));

  /**
   * What is known of {@code certificate}.
   *
   * @param issuer who issued it; this is verified
   * @param now when the question is asked; what was said for another time does not count
   */
  RevocationStatus statusOf(X509Certificate certificate, X509Certificate issuer, Instant now);
}
