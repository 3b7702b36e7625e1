package io.registrysidecar.sign.notary.certificate;

import io.registrysidecar.sign.key.KeyAlgorithm;
import io.registrysidecar.sign.notary.certificate.CertificateChain.Purpose;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What each certificate of a chain must be by itself. Critical extensions that are not evaluated
 * are refused (RFC 5280 §4.2), name constraints among them.
 */
final class CertificateRules {

  private static final String BASIC_CONSTRAINTS = "2.5.29.19";
  private static final String KEY_USAGE = "2.5.29.15";
  private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
  private static final String CERTIFICATE_POLICIES = "2.5.29.32";
  private static final Set<String> EVALUATED =
      Set.of(BASIC_CONSTRAINTS, KEY_USAGE, EXTENDED_KEY_USAGE, CERTIFICATE_POLICIES);

  private static final int DIGITAL_SIGNATURE = 0;
  private static final int KEY_CERT_SIGN = 5;

  /** By bit; non-repudiation (1) is tolerated. */
  private static final Map<Integer, String> FORBIDDEN_USAGES =
      Map.of(
          2,
          "keyEncipherment",
          3,
          "dataEncipherment",
          4,
          "keyAgreement",
          KEY_CERT_SIGN,
          "keyCertSign",
          6,
          "cRLSign",
          7,
          "encipherOnly",
          8,
          "decipherOnly");

  private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
  private static final Map<String, String> FORBIDDEN_PURPOSES =
      Map.of(
          "1.3.6.1.5.5.7.3.1",
          "serverAuth",
          "1.3.6.1.5.5.7.3.2",
          "clientAuth",
          "1.3.6.1.5.5.7.3.4",
          "emailProtection",
          TIME_STAMPING,
          "timeStamping",
          "1.3.6.1.5.5.7.3.9",
          "OCSPSigning");

  private static final String PSS = "1.2.840.113549.1.1.10";
  private static final Set<String> SIGNATURES =
      Set.of(
          "1.2.840.113549.1.1.11",
          "1.2.840.113549.1.1.12",
          "1.2.840.113549.1.1.13",
          "1.2.840.10045.4.3.2",
          "1.2.840.10045.4.3.3",
          "1.2.840.10045.4.3.4",
          PSS);
  private static final Set<String> HASHES = Set.of("SHA-256", "SHA-384", "SHA-512");

  private static final int SMALLEST_RSA = 2048;
  private static final int LARGEST_RSA = 8192;
  private static final int SMALLEST_CURVE = 256;

  private CertificateRules() {}

  /** Checks a certificate whose key signs artifacts or time stamps. */
  static void leaf(X509Certificate leaf, Purpose purpose) throws CertificateRefused {
    everywhere(leaf);
    if (leaf.getBasicConstraints() >= 0) {
      throw refused(leaf, "is a certificate authority and cannot be a leaf");
    }
    boolean[] usage = keyUsage(leaf);
    if (!usage[DIGITAL_SIGNATURE]) {
      throw refused(leaf, "has a key usage without digitalSignature");
    }
    for (Map.Entry<Integer, String> forbidden : FORBIDDEN_USAGES.entrySet()) {
      if (usage[forbidden.getKey()]) {
        throw refused(leaf, "has the key usage " + forbidden.getValue());
      }
    }
    List<String> purposes = extendedKeyUsage(leaf);
    switch (purpose) {
      case CODE_SIGNING -> {
        for (String each : purposes) {
          if (FORBIDDEN_PURPOSES.containsKey(each)) {
            throw refused(leaf, "has the extended key usage " + FORBIDDEN_PURPOSES.get(each));
          }
        }
      }
      case TIME_STAMPING -> {
        if (!purposes.equals(List.of(TIME_STAMPING)) || !isCritical(leaf, EXTENDED_KEY_USAGE)) {
          throw refused(leaf, "needs a critical extended key usage of timeStamping alone");
        }
      }
    }
    algorithm(leaf);
  }

  /**
   * Checks a certificate that issued another.
   *
   * @param between the number of authorities between this one and the leaf
   */
  static void authority(X509Certificate authority, int between) throws CertificateRefused {
    everywhere(authority);
    int pathLength = authority.getBasicConstraints();
    if (pathLength < 0) {
      throw refused(authority, "issued a certificate but is not a certificate authority");
    }
    if (!isCritical(authority, BASIC_CONSTRAINTS)) {
      throw refused(authority, "has basic constraints that are not critical");
    }
    if (pathLength < between) {
      throw refused(
          authority,
          "allows %d authorities below it, and there are %d".formatted(pathLength, between));
    }
    if (!keyUsage(authority)[KEY_CERT_SIGN]) {
      throw refused(authority, "issued a certificate without the key usage keyCertSign");
    }
    if (!isStrong(authority.getPublicKey())) {
      throw refused(authority, "has a key that is not RSA of 2048 bits or EC of 256 bits or more");
    }
  }

  static KeyAlgorithm algorithm(X509Certificate leaf) throws CertificateRefused {
    try {
      return SigningKeys.algorithm(leaf.getPublicKey());
    } catch (CertificateRefused e) {
      throw new CertificateRefused(Certificates.name(leaf) + ": " + e.getMessage(), e);
    }
  }

  static CertificateRefused refused(X509Certificate certificate, String rule) {
    return new CertificateRefused("certificate " + Certificates.name(certificate) + " " + rule);
  }

  private static void everywhere(X509Certificate certificate) throws CertificateRefused {
    if (certificate.getVersion() != 3) {
      throw refused(certificate, "is not of version 3");
    }
    if (!SIGNATURES.contains(certificate.getSigAlgOID()) || !hasStrongHash(certificate)) {
      throw refused(certificate, "is signed with " + certificate.getSigAlgName());
    }
    Set<String> critical = certificate.getCriticalExtensionOIDs();
    if (critical != null && !EVALUATED.containsAll(critical)) {
      throw refused(certificate, "has a critical extension that is not known: " + critical);
    }
  }

  /** Only PSS leaves its hash to parameters; SHA-1 is what it has without them. */
  private static boolean hasStrongHash(X509Certificate certificate) {
    if (!certificate.getSigAlgOID().equals(PSS)) {
      return true;
    }
    byte[] encoded = certificate.getSigAlgParams();
    if (encoded == null) {
      return false;
    }
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
      parameters.init(encoded);
      return HASHES.contains(
          parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm());
    } catch (GeneralSecurityException | IOException _) {
      return false;
    }
  }

  private static boolean[] keyUsage(X509Certificate certificate) throws CertificateRefused {
    boolean[] usage = certificate.getKeyUsage();
    if (usage == null || !isCritical(certificate, KEY_USAGE)) {
      throw refused(certificate, "needs a critical key usage");
    }
    return usage;
  }

  private static List<String> extendedKeyUsage(X509Certificate certificate)
      throws CertificateRefused {
    try {
      List<String> purposes = certificate.getExtendedKeyUsage();
      return purposes == null ? List.of() : purposes;
    } catch (CertificateParsingException e) {
      throw new CertificateRefused(
          "certificate " + Certificates.name(certificate) + " has a broken extended key usage", e);
    }
  }

  private static boolean isCritical(X509Certificate certificate, String extension) {
    Set<String> critical = certificate.getCriticalExtensionOIDs();
    return critical != null && critical.contains(extension);
  }

  private static boolean isStrong(PublicKey key) {
    return switch (key) {
      case RSAPublicKey rsa -> {
        int bits = rsa.getModulus().bitLength();
        yield bits >= SMALLEST_RSA && bits <= LARGEST_RSA;
      }
      case ECPublicKey ec -> ec.getParams().getOrder().bitLength() >= SMALLEST_CURVE;
      default -> false;
    };
  }
}
