package io.registrysidecar.sign.notary.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Reads certificates, and says how two of them belong together. */
public final class Certificates {

  private static final int LARGEST = 64 << 10;
  private static final int MOST = 1000;
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";

  private Certificates() {}

  /**
   * Reads one certificate that is in DER and nothing else.
   *
   * @throws CertificateRefused if the bytes are not exactly one certificate
   */
  public static X509Certificate fromDer(byte[] der) throws CertificateRefused {
    if (der.length == 0 || der.length > LARGEST || der[0] != 0x30) {
      throw new CertificateRefused("a certificate that is not one in DER");
    }
    try {
      var factory = CertificateFactory.getInstance("X.509");
      var certificate =
          (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
      if (!Arrays.equals(certificate.getEncoded(), der)) {
        throw new CertificateRefused("a certificate that other bytes follow");
      }
      return certificate;
    } catch (CertificateException e) {
      throw new CertificateRefused("a certificate that cannot be read", e);
    }
  }

  /**
   * Reads a file of certificates: several in PEM, in which other text may stand between them, or
   * one in DER.
   *
   * @param content the bytes; the caller has bounded their number
   * @throws CertificateRefused if there is none, or one that cannot be read
   */
  public static List<X509Certificate> fromFile(byte[] content) throws CertificateRefused {
    if (content.length > 0 && content[0] == 0x30) {
      return List.of(fromDer(content));
    }
    List<X509Certificate> read = new ArrayList<>();
    String text = new String(content, US_ASCII);
    for (int at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, at)) {
      int begin = at + BEGIN.length();
      int end = text.indexOf(END, begin); // the dashes of one line must not end it, too
      if (end < 0 || read.size() == MOST) {
        throw new CertificateRefused("a PEM certificate without its end, or too many of them");
      }
      read.add(fromDer(base64(text.substring(begin, end))));
      at = end;
    }
    if (read.isEmpty()) {
      throw new CertificateRefused("neither a PEM nor a DER certificate is in it");
    }
    return List.copyOf(read);
  }

  /** The bytes of a certificate that was read. */
  public static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read cannot be written", e);
    }
  }

  /** Whether {@code issuer}'s name and key are those that issued {@code certificate}. */
  public static boolean isIssuedBy(X509Certificate certificate, X509Certificate issuer) {
    byte[] name = issuer.getSubjectX500Principal().getEncoded();
    if (!Arrays.equals(certificate.getIssuerX500Principal().getEncoded(), name)) {
      return false;
    }
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  /** Whether the certificate vouches for itself. */
  public static boolean isSelfSigned(X509Certificate certificate) {
    return isIssuedBy(certificate, certificate);
  }

  /** How messages name a certificate. */
  public static String name(X509Certificate certificate) {
    return "\"" + certificate.getSubjectX500Principal().getName() + "\"";
  }

  private static byte[] base64(String text) throws CertificateRefused {
    try {
      return Base64.getMimeDecoder().decode(text.strip());
    } catch (IllegalArgumentException e) {
      throw new CertificateRefused("a PEM certificate that is not base64", e);
    }
  }
}
