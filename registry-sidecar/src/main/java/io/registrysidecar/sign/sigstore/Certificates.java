package io.registrysidecar.sign.sigstore;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;

/** X.509 certificates: reading, and validation of a path at a time in the past (RFC 5280 §6). */
final class Certificates {

  /** Longest chain. */
  static final int MOST = 10;

  private static final int LARGEST = 1 << 16;

  private Certificates() {}

  /** Reads exactly one certificate in DER. */
  static X509Certificate parse(byte[] der) throws MalformedDocument {
    if (der.length > LARGEST || der.length == 0 || der[0] != 0x30) {
      throw new MalformedDocument("a certificate is not DER, or larger than " + LARGEST + " bytes");
    }
    try {
      InputStream in = new ByteArrayInputStream(der);
      X509Certificate certificate = (X509Certificate) factory().generateCertificate(in);
      if (in.read() >= 0) {
        throw new MalformedDocument("bytes follow a certificate");
      }
      return certificate;
    } catch (CertificateException | java.io.IOException e) {
      throw new MalformedDocument("a certificate cannot be read", e);
    }
  }

  static boolean isSelfIssued(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }

  /**
   * Validates a path at a time.
   *
   * @param path the leaf first, the trusted root last; at that time the root must have been valid
   *     too
   */
  static void validate(List<X509Certificate> path, Instant time) throws GeneralSecurityException {
    X509Certificate root = path.getLast();
    root.checkValidity(Date.from(time));
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(time));
    CertPath below = factory().generateCertPath(new ArrayList<>(path.subList(0, path.size() - 1)));
    CertPathValidator.getInstance("PKIX").validate(below, parameters);
  }

  private static CertificateFactory factory() throws CertificateException {
    return CertificateFactory.getInstance("X.509");
  }
}
