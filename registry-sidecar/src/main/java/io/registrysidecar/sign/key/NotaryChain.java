package io.registrysidecar.sign.key;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The certificates of Notary Project signatures: a root of our own, and leaves under it
 * (specification "Certificate Requirements").
 *
 * <p>Consumers trust the root and the subject of the leaf. So a new leaf, of the same subject,
 * needs nothing of them.
 */
public final class NotaryChain {

  /** How long a root lasts. */
  static final Duration ROOT = Duration.ofDays(3653);

  /** How long a leaf lasts. */
  static final Duration LEAF = Duration.ofDays(365);

  /** Clocks of verifiers may be behind ours. */
  private static final Duration BACKDATED = Duration.ofMinutes(5);

  private NotaryChain() {}

  /**
   * Who is certified. Trust policies cannot name a subject without country, state and organisation.
   *
   * @param country two letters
   * @param state the state or province
   * @param organization the organisation
   * @param unit what the key is for, such as {@code scan results}
   */
  public record Subject(String country, String state, String organization, String unit) {

    /** The distinguished name as trust policies write it, without the common name. */
    public String identity() {
      return "C=" + country + ", ST=" + state + ", O=" + organization + ", OU=" + unit;
    }

    X500Name named(String commonName) {
      return new X500NameBuilder(BCStyle.INSTANCE)
          .addRDN(BCStyle.C, country)
          .addRDN(BCStyle.ST, state)
          .addRDN(BCStyle.O, organization)
          .addRDN(BCStyle.OU, unit)
          .addRDN(BCStyle.CN, commonName)
          .build();
    }
  }

  /** A root that certifies itself. */
  static X509Certificate root(KeyPair pair, Subject subject, Instant now, SecureRandom random) {
    X500Name name = subject.named("registry-sidecar root");
    return certificate(
        name,
        pair.getPrivate(),
        algorithm(pair.getPublic()),
        name,
        pair.getPublic(),
        now,
        ROOT,
        true,
        random);
  }

  /** A leaf under a root. It ends with the root at the latest. */
  static X509Certificate leaf(
      X509Certificate root,
      PrivateKey rootKey,
      PublicKey key,
      Subject subject,
      Instant now,
      SecureRandom random) {
    Duration rootLeft = Duration.between(now, root.getNotAfter().toInstant());
    return certificate(
        X500Name.getInstance(root.getSubjectX500Principal().getEncoded()),
        rootKey,
        algorithm(root.getPublicKey()),
        subject.named("registry-sidecar " + PublicKeys.fingerprint(key).substring(0, 12)),
        key,
        now,
        rootLeft.compareTo(LEAF) < 0 ? rootLeft : LEAF,
        false,
        random);
  }

  /** Whether two thirds of a certificate's life are over. */
  static boolean isDue(X509Certificate certificate, Instant now) {
    Instant from = certificate.getNotBefore().toInstant();
    Duration life = Duration.between(from, certificate.getNotAfter().toInstant());
    return now.isAfter(from.plus(life.multipliedBy(2).dividedBy(3)));
  }

  private static KeyAlgorithm algorithm(PublicKey key) {
    return KeyAlgorithm.of(key)
        .orElseThrow(() -> new IllegalArgumentException("unsupported key of a certificate"));
  }

  private static X509Certificate certificate(
      X500Name issuer,
      PrivateKey issuerKey,
      KeyAlgorithm issuerAlgorithm,
      X500Name subject,
      PublicKey key,
      Instant now,
      Duration life,
      boolean authority,
      SecureRandom random) {
    Instant from = now.minus(BACKDATED).truncatedTo(ChronoUnit.SECONDS);
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              issuer,
              new BigInteger(127, random).setBit(126),
              Date.from(from),
              Date.from(now.plus(life).truncatedTo(ChronoUnit.SECONDS)),
              subject,
              key);
      add(
          builder,
          Extension.basicConstraints,
          true,
          authority ? new BasicConstraints(0) : new BasicConstraints(false));
      add(
          builder,
          Extension.keyUsage,
          true,
          new KeyUsage(authority ? KeyUsage.keyCertSign : KeyUsage.digitalSignature));
      if (!authority) {
        add(
            builder,
            Extension.extendedKeyUsage,
            false,
            new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning));
      }
      add(
          builder,
          Extension.subjectKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key));
      String signature =
          issuerAlgorithm.hash().replace("-", "")
              + (issuerAlgorithm.isEc() ? "withECDSA" : "withRSA");
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(new JcaContentSignerBuilder(signature).build(issuerKey)));
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException("this Java runtime cannot make certificates", e);
    }
  }

  private static void add(
      JcaX509v3CertificateBuilder builder,
      ASN1ObjectIdentifier name,
      boolean critical,
      ASN1Encodable value)
      throws CertIOException {
    builder.addExtension(name, critical, value);
  }
}
