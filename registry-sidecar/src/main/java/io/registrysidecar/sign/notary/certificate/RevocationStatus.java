package io.registrysidecar.sign.notary.certificate;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** Whether a certificate, or one of a chain, was revoked. */
public sealed interface RevocationStatus {

  /** Not revoked, or nobody could revoke it. */
  record Good() implements RevocationStatus {}

  /** Revoked; {@code detail} says which certificate and when. */
  record Revoked(String detail) implements RevocationStatus {}

  /** It cannot be told; {@code detail} says of which certificate and why. */
  record Unknown(String detail) implements RevocationStatus {}

  /**
   * The status of a chain: revoked when one is, unknown when one is. The root vouches for itself
   * and is not asked for. A certificate that names neither OCSP nor a revocation list cannot be
   * revoked in any way that a verifier would notice, unless {@code source} knows of it.
   */
  static RevocationStatus of(CertificateChain chain, RevocationSource source, Instant now) {
    List<X509Certificate> certificates = chain.certificates();
    RevocationStatus worst = new Good();
    for (int i = 0; i < certificates.size() - 1; i++) {
      X509Certificate certificate = certificates.get(i);
      RevocationStatus status = source.statusOf(certificate, certificates.get(i + 1), now);
      if (status instanceof Revoked) {
        return status;
      }
      if (status instanceof Unknown && isRevocable(certificate)) {
        worst = status;
      }
    }
    return worst;
  }

  private static boolean isRevocable(X509Certificate certificate) {
    return certificate.getExtensionValue("2.5.29.31") != null // CRL distribution points
        || certificate.getExtensionValue("1.3.6.1.5.5.7.1.1") != null; // authority information
  }
}
