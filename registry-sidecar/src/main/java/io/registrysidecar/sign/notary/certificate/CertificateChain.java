package io.registrysidecar.sign.notary.certificate;

import io.registrysidecar.sign.key.KeyAlgorithm;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A chain of certificates that keeps all rules of the Notary Project's signature specification but
 * those of time: leaf first, each issued by the next, the last one and no other self-signed, and
 * every one fit for its place. A leaf that signed itself may stand alone.
 */
public final class CertificateChain {

  /** The most certificates of a chain. */
  public static final int LONGEST = 10;

  private final List<X509Certificate> certificates;
  private final KeyAlgorithm algorithm;

  private CertificateChain(List<X509Certificate> certificates, KeyAlgorithm algorithm) {
    this.certificates = List.copyOf(certificates);
    this.algorithm = algorithm;
  }

  /**
   * Checks a chain.
   *
   * @param certificates leaf first, root last
   * @param purpose what the leaf is for
   * @throws CertificateRefused if a rule is broken
   */
  public static CertificateChain of(List<X509Certificate> certificates, Purpose purpose)
      throws CertificateRefused {
    if (certificates.isEmpty() || certificates.size() > LONGEST) {
      throw new CertificateRefused(
          "a chain of %d certificates; it has between 1 and %d"
              .formatted(certificates.size(), LONGEST));
    }
    X509Certificate leaf = certificates.getFirst();
    CertificateRules.leaf(leaf, purpose);
    for (int i = 1; i < certificates.size(); i++) {
      CertificateRules.authority(certificates.get(i), i - 1);
    }
    linked(certificates);
    return new CertificateChain(certificates, CertificateRules.algorithm(leaf));
  }

  private static void linked(List<X509Certificate> certificates) throws CertificateRefused {
    int last = certificates.size() - 1;
    for (int i = 0; i < last; i++) {
      X509Certificate certificate = certificates.get(i);
      if (Certificates.isSelfSigned(certificate)) {
        throw CertificateRules.refused(certificate, "is self-signed but not the last of the chain");
      }
      if (!Certificates.isIssuedBy(certificate, certificates.get(i + 1))) {
        throw CertificateRules.refused(
            certificate, "is not issued by " + Certificates.name(certificates.get(i + 1)));
      }
    }
    if (!Certificates.isSelfSigned(certificates.get(last))) {
      throw CertificateRules.refused(
          certificates.get(last), "ends the chain but is not self-signed");
    }
  }

  /** Leaf first, root last. */
  public List<X509Certificate> certificates() {
    return certificates;
  }

  /** The certificate of the key that signs. */
  public X509Certificate leaf() {
    return certificates.getFirst();
  }

  /** How the leaf's key signs. */
  public KeyAlgorithm algorithm() {
    return algorithm;
  }

  /** Whether the leaf's key made {@code signature} of {@code data}. */
  public boolean verifies(byte[] data, byte[] signature) {
    return SigningKeys.verifies(algorithm, leaf().getPublicKey(), data, signature);
  }

  /** Why some certificate is not valid from {@code from} to {@code to}; empty when all are. */
  public Optional<String> notValid(Instant from, Instant to) {
    for (X509Certificate certificate : certificates) {
      Instant begins = certificate.getNotBefore().toInstant();
      Instant ends = certificate.getNotAfter().toInstant();
      if (from.isBefore(begins)) {
        return Optional.of(
            "certificate %s is not valid before %s, which is after %s"
                .formatted(Certificates.name(certificate), begins, from));
      }
      if (to.isAfter(ends)) {
        return Optional.of(
            "certificate %s is not valid after %s, which is before %s"
                .formatted(Certificates.name(certificate), ends, to));
      }
    }
    return Optional.empty();
  }

  /** What the leaf of a chain may do. */
  public enum Purpose {
    /** Sign artifacts. */
    CODE_SIGNING,
    /** Sign time stamps (RFC 3161 §2.3). */
    TIME_STAMPING
  }
}
