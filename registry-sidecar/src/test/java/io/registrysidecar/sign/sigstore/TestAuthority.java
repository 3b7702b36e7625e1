package io.registrysidecar.sign.sigstore;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority as Fulcio is one, with its certificate log. */
final class TestAuthority {

  static final Duration LIFE = Duration.ofMinutes(10);

  private static final X500Name ROOT = new X500Name("O=example, CN=root");
  private static final X500Name INTERMEDIATE = new X500Name("O=example, CN=intermediate");
  private static final ASN1ObjectIdentifier PROMISES =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2");

  final TestSigner certificateLog = TestSigner.fresh();
  final X509Certificate root;
  final X509Certificate intermediate;
  private final TestSigner rootKey = TestSigner.fresh();
  private final TestSigner key = TestSigner.fresh();
  private final Instant born;

  TestAuthority(Instant born) {
    this.born = born;
    this.root = issue(ROOT, ROOT, rootKey, rootKey, born, Duration.ofDays(3650), ca());
    this.intermediate = issue(INTERMEDIATE, ROOT, key, rootKey, born, Duration.ofDays(3650), ca());
  }

  List<X509Certificate> chain() {
    return List.of(intermediate, root);
  }

  /** A certificate with a log's promise inside. */
  X509Certificate issue(TestSigner holder, String uri, String issuer, Instant at) {
    return issue(holder, uri, issuer, at, certificateLog, KeyPurposeId.id_kp_codeSigning);
  }

  /** The same, promised by any log, for any use. */
  X509Certificate issue(
      TestSigner holder,
      String uri,
      String issuer,
      Instant at,
      TestSigner promising,
      KeyPurposeId use) {
    Filler filler = fulcio(uri, issuer, use);
    X500Name nobody = new X500Name("");
    X509Certificate before = issue(nobody, INTERMEDIATE, holder, key, at, LIFE, filler);
    byte[] promises = promises(promising, before, at);
    return issue(
        nobody,
        INTERMEDIATE,
        holder,
        key,
        at,
        LIFE,
        builder -> {
          filler.fill(builder);
          builder.addExtension(PROMISES, false, new DEROctetString(promises));
        });
  }

  /** A certificate for timestamps. */
  X509Certificate stamping(TestSigner holder) {
    return issue(
        new X500Name("CN=timestamps"),
        INTERMEDIATE,
        holder,
        key,
        born,
        Duration.ofDays(365),
        builder -> {
          builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
          builder.addExtension(
              Extension.extendedKeyUsage,
              true,
              new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
        });
  }

  private static Filler ca() {
    return builder -> {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
    };
  }

  private static Filler fulcio(String uri, String issuer, KeyPurposeId use) {
    ASN1Encodable name =
        new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, uri));
    return builder -> {
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(use));
      builder.addExtension(Extension.subjectAlternativeName, true, name);
      builder.addExtension(
          new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.1.8"), false, new DERUTF8String(issuer));
    };
  }

  private byte[] promises(TestSigner log, X509Certificate before, Instant at) {
    try {
      byte[] tbs = before.getTBSCertificate();
      var signed = new ByteArrayOutputStream();
      var out = new DataOutputStream(signed);
      out.writeShort(0);
      out.writeLong(at.toEpochMilli());
      out.writeShort(1);
      out.write(sha256(intermediate.getPublicKey().getEncoded()));
      out.writeByte(tbs.length >> 16);
      out.writeShort(tbs.length);
      out.write(tbs);
      out.writeShort(0);
      byte[] signature = log.sign(signed.toByteArray());

      var list = new ByteArrayOutputStream();
      out = new DataOutputStream(list);
      int length = 1 + 32 + 8 + 2 + 2 + 2 + signature.length;
      out.writeShort(length + 2);
      out.writeShort(length);
      out.writeByte(0);
      out.write(sha256(log.publicKey().getEncoded()));
      out.writeLong(at.toEpochMilli());
      out.writeShort(0);
      out.writeShort(0x0403);
      out.writeShort(signature.length);
      out.write(signature);
      return list.toByteArray();
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private static X509Certificate issue(
      X500Name subject,
      X500Name issuer,
      TestSigner holder,
      TestSigner by,
      Instant from,
      Duration life,
      Filler filler) {
    try {
      var builder =
          new X509v3CertificateBuilder(
              issuer,
              BigInteger.valueOf(from.toEpochMilli()),
              Date.from(from),
              Date.from(from.plus(life)),
              subject,
              SubjectPublicKeyInfo.getInstance(holder.publicKey().getEncoded()));
      filler.fill(builder);
      ContentSigner signer =
          new JcaContentSignerBuilder("SHA256withECDSA").build(by.keys().getPrivate());
      X509CertificateHolder made = builder.build(signer);
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(made.getEncoded()));
    } catch (OperatorCreationException | IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Puts the extensions in. */
  private interface Filler {
    void fill(X509v3CertificateBuilder builder) throws IOException;
  }
}
