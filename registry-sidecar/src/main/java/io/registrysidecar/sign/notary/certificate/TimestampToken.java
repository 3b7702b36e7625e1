package io.registrysidecar.sign.notary.certificate;

import io.registrysidecar.sign.key.KeyAlgorithm;
import io.registrysidecar.sign.notary.certificate.CertificateChain.Purpose;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.GenTimeAccuracy;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.tsp.TimeStampTokenInfo;

/** Verifies the time stamp (RFC 3161) that an envelope carries for its signature. */
public final class TimestampToken {

  private static final int LARGEST = 256 << 10;
  private static final int MOST_CERTIFICATES = 20;
  private static final Map<String, String> HASHES =
      Map.of(
          "2.16.840.1.101.3.4.2.1", "SHA-256",
          "2.16.840.1.101.3.4.2.2", "SHA-384",
          "2.16.840.1.101.3.4.2.3", "SHA-512");

  /** The best practices policy of ETSI, which means a second where it states no accuracy. */
  private static final String BASELINE_POLICY = "0.4.0.2023.1.1";

  private TimestampToken() {}

  /**
   * Verifies a token.
   *
   * @param der the {@code TimeStampToken}, not the response around it
   * @param signature the raw bytes that were stamped
   * @param algorithm how the stamped signature was made; the token uses the same hash
   * @param trusted the roots of the authorities that are trusted
   * @throws CertificateRefused if the token is not about this signature, or is not by a trusted
   *     authority whose certificates were valid then
   */
  public static Timestamp verify(
      byte[] der, byte[] signature, KeyAlgorithm algorithm, Set<X509Certificate> trusted)
      throws CertificateRefused {
    if (der.length > LARGEST) {
      throw new CertificateRefused("the time stamp is larger than " + LARGEST + " bytes");
    }
    try {
      TimeStampToken token = new TimeStampToken(new CMSSignedData(der));
      TimeStampTokenInfo info = token.getTimeStampInfo();
      aboutThis(info, signature, algorithm);
      List<X509Certificate> carried = certificates(token);
      CertificateChain chain = signed(token, carried, trusted);
      Instant stated = info.getGenTime().toInstant();
      Duration accuracy = accuracy(info);
      Timestamp stamp = new Timestamp(stated.minus(accuracy), stated.plus(accuracy), chain);
      String notValid = chain.notValid(stamp.earliest(), stamp.latest()).orElse(null);
      if (notValid != null) {
        throw new CertificateRefused("the time stamp's " + notValid);
      }
      return stamp;
    } catch (CertificateException
        | CMSException
        | TSPException
        | IOException
        | OperatorCreationException
        | RuntimeException e) {
      // Bouncy Castle tells of bytes that it cannot read by exceptions of many types.
      throw new CertificateRefused("the time stamp is broken: " + e.getMessage(), e);
    }
  }

  private static void aboutThis(TimeStampTokenInfo info, byte[] signature, KeyAlgorithm algorithm)
      throws CertificateRefused {
    String hash = HASHES.get(info.getMessageImprintAlgOID().getId());
    if (!algorithm.hash().equals(hash)) {
      throw new CertificateRefused(
          "the time stamp's hash is not " + algorithm.hash() + ", that of the signature");
    }
    if (!MessageDigest.isEqual(
        info.getMessageImprintDigest(), digest(algorithm.hash(), signature))) {
      throw new CertificateRefused("the time stamp is one of another signature");
    }
  }

  private static CertificateChain signed(
      TimeStampToken token, List<X509Certificate> carried, Set<X509Certificate> trusted)
      throws CertificateRefused,
          TSPException,
          CMSException,
          CertificateException,
          OperatorCreationException,
          IOException {
    List<X509CertificateHolder> signers =
        token.getCertificates().getMatches(null).stream().filter(token.getSID()::match).toList();
    if (signers.size() != 1) {
      throw new CertificateRefused("the time stamp does not carry its signer's certificate");
    }
    SignerInformation signer =
        token.toCMSSignedData().getSignerInfos().getSigners().iterator().next();
    if (!HASHES.containsKey(signer.getDigestAlgOID())
        || signer.getSignedAttributes().get(PKCSObjectIdentifiers.id_aa_signingCertificateV2)
            == null) {
      throw new CertificateRefused("the time stamp is signed by way of SHA-1");
    }
    X509CertificateHolder holder = signers.getFirst();
    token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(holder));
    X509Certificate certificate = Certificates.fromDer(holder.getEncoded());
    List<X509Certificate> path =
        IssuerPath.find(certificate, carried, trusted)
            .orElseThrow(() ->
                new CertificateRefused(
                    "no trust store of type tsa holds the root of the time stamp's signer "
                        + Certificates.name(certificate)));
    return CertificateChain.of(path, Purpose.TIME_STAMPING);
  }

  private static List<X509Certificate> certificates(TimeStampToken token)
      throws CertificateRefused, IOException {
    List<X509Certificate> read = new ArrayList<>();
    for (X509CertificateHolder holder : token.getCertificates().getMatches(null)) {
      if (read.size() == MOST_CERTIFICATES) {
        throw new CertificateRefused(
            "the time stamp carries more than " + MOST_CERTIFICATES + " certificates");
      }
      read.add(Certificates.fromDer(holder.getEncoded()));
    }
    return read;
  }

  private static Duration accuracy(TimeStampTokenInfo info) {
    GenTimeAccuracy stated = info.getGenTimeAccuracy();
    Duration accuracy =
        stated == null
            ? Duration.ZERO
            : Duration.ofSeconds(stated.getSeconds())
                .plusMillis(stated.getMillis())
                .plusNanos(1000L * stated.getMicros());
    boolean baseline = info.getPolicy().getId().equals(BASELINE_POLICY);
    return accuracy.isZero() && baseline ? Duration.ofSeconds(1) : accuracy;
  }

  private static byte[] digest(String hash, byte[] content) {
    try {
      return MessageDigest.getInstance(hash).digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime lacks " + hash, e);
    }
  }
}
