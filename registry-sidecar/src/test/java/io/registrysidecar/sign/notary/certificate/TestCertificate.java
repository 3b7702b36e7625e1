package io.registrysidecar.sign.notary.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** Makes certificates that keep all rules but those that a test wants broken. */
public final class TestCertificate {

  /** In the middle of the life of every certificate. */
  public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private static final Map<String, KeyPair> KEYS = new ConcurrentHashMap<>();
  private static final AtomicLong SERIAL = new AtomicLong(1000);

  private final String subject;
  private final @Nullable Issued issuer;
  private final List<Ext> extensions = new ArrayList<>();
  private KeyPair keys;
  private String signature;
  private Instant from = NOW.minus(Duration.ofDays(30));
  private Instant to = NOW.plus(Duration.ofDays(300));

  private TestCertificate(String subject, @Nullable Issued issuer) {
    this.subject = subject;
    this.issuer = issuer;
    this.keys = keys("secp256r1", subject);
    this.signature = issuer == null ? "SHA256withECDSA" : signature(issuer.keys());
  }

  /** A certificate and its key. */
  public record Issued(X509Certificate certificate, KeyPair keys) {}

  private record Ext(ASN1ObjectIdentifier name, boolean critical, ASN1Encodable value) {}

  /** A root, or one below {@code issuer}. */
  public static TestCertificate authority(String subject, @Nullable Issued issuer) {
    return new TestCertificate(subject, issuer)
        .with(Extension.basicConstraints, true, new BasicConstraints(true))
        .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
  }

  /** A certificate to sign artifacts with; self-signed without issuer. */
  public static TestCertificate leaf(String subject, @Nullable Issued issuer) {
    return new TestCertificate(subject, issuer)
        .with(Extension.basicConstraints, false, new BasicConstraints(false))
        .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
        .with(
            Extension.extendedKeyUsage,
            false,
            new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning));
  }

  /** A certificate to sign time stamps with. */
  public static TestCertificate timestamping(String subject, Issued issuer) {
    return leaf(subject, issuer)
        .with(
            Extension.extendedKeyUsage,
            true,
            new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
  }

  /** With this extension in place of what it had. */
  public TestCertificate with(ASN1ObjectIdentifier name, boolean critical, ASN1Encodable value) {
    without(name);
    extensions.add(new Ext(name, critical, value));
    return this;
  }

  /** Without an extension. */
  public TestCertificate without(ASN1ObjectIdentifier name) {
    extensions.removeIf(each -> each.name().equals(name));
    return this;
  }

  /** With a key of this kind: a curve, or the bits of an RSA key. */
  public TestCertificate key(String kind) {
    keys = keys(kind, subject);
    if (issuer == null) {
      signature = signature(keys);
    }
    return this;
  }

  /** With the key of another certificate. */
  public TestCertificate key(KeyPair pair) {
    keys = pair;
    return this;
  }

  /** Signed by its issuer in this way. */
  public TestCertificate signedWith(String algorithm) {
    signature = algorithm;
    return this;
  }

  /** Valid in this time only. */
  public TestCertificate valid(Instant begin, Instant end) {
    from = begin;
    to = end;
    return this;
  }

  /** Makes it. */
  public Issued issue() {
    try {
      var by = issuer == null ? keys.getPrivate() : issuer.keys().getPrivate();
      return issue(new JcaContentSignerBuilder(signature).build(by));
    } catch (OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes it, signed in a way of its own. */
  Issued issue(ContentSigner by) {
    X500Name name = new X500Name(subject);
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            issuer == null
                ? name
                : X500Name.getInstance(issuer.certificate().getSubjectX500Principal().getEncoded()),
            BigInteger.valueOf(SERIAL.incrementAndGet()),
            Date.from(from),
            Date.from(to),
            name,
            keys.getPublic());
    try {
      for (Ext each : extensions) {
        builder.addExtension(each.name(), each.critical(), each.value());
      }
      var holder = builder.build(by);
      return new Issued(new JcaX509CertificateConverter().getCertificate(holder), keys);
    } catch (CertIOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String signature(KeyPair by) {
    return by.getPublic().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
  }

  private static KeyPair keys(String kind, String subject) {
    return KEYS.computeIfAbsent(kind + " " + subject, _ -> generate(kind));
  }

  private static KeyPair generate(String kind) {
    try {
      if (kind.equals("3072") || kind.equals("4096")) {
        return read(kind); // slow to make
      }
      boolean curve = kind.startsWith("sec");
      var generator =
          KeyPairGenerator.getInstance(curve ? "EC" : kind.startsWith("Ed") ? kind : "RSA");
      if (curve) {
        generator.initialize(new ECGenParameterSpec(kind));
      } else if (!kind.startsWith("Ed")) {
        generator.initialize(Integer.parseInt(kind));
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair read(String bits) throws GeneralSecurityException {
    try {
      String pem =
          Files.readString(Path.of("src/test/resources/sign/key/good/pkcs8-rsa" + bits + ".key"));
      byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----.*-----", ""));
      KeyFactory factory = KeyFactory.getInstance("RSA");
      var secret = (RSAPrivateCrtKey) factory.generatePrivate(new PKCS8EncodedKeySpec(der));
      var open = new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent());
      return new KeyPair(factory.generatePublic(open), secret);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
