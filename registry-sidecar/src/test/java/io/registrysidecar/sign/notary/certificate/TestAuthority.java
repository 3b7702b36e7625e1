package io.registrysidecar.sign.notary.certificate;

import io.registrysidecar.sign.notary.certificate.TestCertificate.Issued;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** A time-stamping authority of the tests. */
public final class TestAuthority {

  private static final String SHA_256 = "2.16.840.1.101.3.4.2.1";
  private static final String SHA_1 = "1.3.14.3.2.26";

  private final Issued leaf;
  private final List<Issued> carried;
  private String policy = "1.2.3.4";
  private String certificateHash = SHA_256;
  private int accuracySeconds;

  /** Stamps with the key of {@code leaf} and sends these certificates along. */
  public TestAuthority(Issued leaf, List<Issued> carried) {
    this.leaf = leaf;
    this.carried = carried;
  }

  /** By this policy. */
  public TestAuthority policy(String identifier) {
    policy = identifier;
    return this;
  }

  /** As exact as this. */
  public TestAuthority accuracy(int seconds) {
    accuracySeconds = seconds;
    return this;
  }

  /** Names its certificate by SHA-1. */
  public TestAuthority withSha1() {
    certificateHash = SHA_1;
    return this;
  }

  /** A token for {@code signature}. */
  public byte[] stamp(byte[] signature, String hash, Instant time) throws Exception {
    TimeStampRequestGenerator requests = new TimeStampRequestGenerator();
    requests.setCertReq(true);
    String identifier =
        switch (hash) {
          case "SHA-256" -> SHA_256;
          case "SHA-512" -> "2.16.840.1.101.3.4.2.3";
          default -> throw new IllegalArgumentException(hash);
        };
    byte[] digest = MessageDigest.getInstance(hash).digest(signature);
    var request = requests.generate(new ASN1ObjectIdentifier(identifier), digest, BigInteger.TEN);
    var calculators = new JcaDigestCalculatorProviderBuilder().build();
    var tokens =
        new TimeStampTokenGenerator(
            new JcaSimpleSignerInfoGeneratorBuilder()
                .build("SHA256withECDSA", leaf.keys().getPrivate(), leaf.certificate()),
            calculators.get(new AlgorithmIdentifier(new ASN1ObjectIdentifier(certificateHash))),
            new ASN1ObjectIdentifier(policy));
    tokens.addCertificates(new JcaCertStore(carried.stream().map(Issued::certificate).toList()));
    if (accuracySeconds > 0) {
      tokens.setAccuracySeconds(accuracySeconds);
    }
    return tokens.generate(request, BigInteger.ONE, Date.from(time)).getEncoded();
  }
}
