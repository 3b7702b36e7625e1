package io.registrysidecar.sign.key;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Certificates in PEM. */
public final class Certificates {

  private Certificates() {}

  static List<X509Certificate> of(Path file, List<PemBlock> blocks) throws KeyFailure {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (PemBlock block : blocks) {
        certificates.add(
            (X509Certificate)
                factory.generateCertificate(new ByteArrayInputStream(block.content())));
      }
      return certificates;
    } catch (CertificateException e) {
      throw new KeyFailure("read the certificates in " + file + ": one is malformed.", e);
    }
  }

  /** A certificate in PEM. */
  public static String pem(X509Certificate certificate) {
    return new String(PemBlock.write("CERTIFICATE", der(certificate)), StandardCharsets.US_ASCII);
  }

  /** The SHA-256 of a certificate in lower-case hexadecimal: what Notary calls its thumbprint. */
  public static String thumbprint(X509Certificate certificate) {
    return HexFormat.of().formatHex(PublicKeys.sha256(der(certificate)));
  }

  private static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read cannot be written", e);
    }
  }
}
