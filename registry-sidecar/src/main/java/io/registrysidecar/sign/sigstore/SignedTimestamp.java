package io.registrysidecar.sign.sigstore;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/**
 * An authority's statement that it saw a signature at a time (RFC 3161).
 *
 * <p>Only the authorities of the trusted root count: their certificates are taken from there, or,
 * where the root names none below the authority, from the statement and checked against it.
 */
final class SignedTimestamp {

  private static final int GRANTED = 0;
  private static final int GRANTED_WITH_MODS = 1;

  private static final Map<ASN1ObjectIdentifier, String> HASHES =
      Map.of(
          NISTObjectIdentifiers.id_sha256, "SHA-256",
          NISTObjectIdentifiers.id_sha384, "SHA-384",
          NISTObjectIdentifiers.id_sha512, "SHA-512");

  private final TimeStampToken token;

  private SignedTimestamp(TimeStampToken token) {
    this.token = token;
  }

  /** Reads a {@code TimeStampResp} in DER. */
  static SignedTimestamp parse(byte[] der) throws MalformedDocument {
    try {
      TimeStampResponse response = new TimeStampResponse(der);
      TimeStampToken token = response.getTimeStampToken();
      int status = response.getStatus();
      boolean granted = status == GRANTED || status == GRANTED_WITH_MODS;
      if (token == null || !granted) {
        throw new MalformedDocument("the timestamp is a refusal (status " + status + ")");
      }
      return new SignedTimestamp(token);
    } catch (TSPException | IOException | RuntimeException e) {
      // The ASN.1 reader says by various unchecked exceptions that bytes are not a timestamp.
      throw new MalformedDocument("a timestamp cannot be read", e);
    }
  }

  /**
   * When a trusted authority saw the signature.
   *
   * @param authorities of the trusted root
   * @throws Rejected if it is about something else, or no trusted authority says so
   */
  Instant verify(byte[] signature, List<Authority> authorities) throws Rejected {
    if (!isOf(signature)) {
      throw Rejected.invalid("the timestamp is about another signature");
    }
    Instant time = token.getTimeStampInfo().getGenTime().toInstant();
    List<String> reasons = new ArrayList<>();
    for (Authority authority : authorities) {
      try {
        checkedBy(authority, time);
        return time;
      } catch (TSPException
          | GeneralSecurityException
          | OperatorCreationException
          | RuntimeException e) {
        // Not by this authority; if by no other one either, why not is said below.
        reasons.add(authority.name() + ": " + e.getMessage());
      }
    }
    throw Rejected.untrusted(
        "a timestamp authority",
        "no authority of the trusted root vouches for the timestamp of "
            + time
            + (reasons.isEmpty() ? "" : " (" + String.join("; ", reasons) + ")"));
  }

  private boolean isOf(byte[] signature) throws Rejected {
    ASN1ObjectIdentifier oid = token.getTimeStampInfo().getMessageImprintAlgOID();
    String algorithm = HASHES.get(oid);
    if (algorithm == null) {
      throw Rejected.invalid("the timestamp uses the hash " + oid + "; SHA-2 is needed");
    }
    try {
      byte[] imprint = MessageDigest.getInstance(algorithm).digest(signature);
      return Arrays.equals(imprint, token.getTimeStampInfo().getMessageImprintDigest());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime lacks " + algorithm, e);
    }
  }

  private void checkedBy(Authority authority, Instant time)
      throws TSPException, GeneralSecurityException, OperatorCreationException {
    if (!authority.validity().contains(time)) {
      throw new GeneralSecurityException("it did not count at " + time);
    }
    List<X509Certificate> path = path(authority);
    token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(path.getFirst()));
    Certificates.validate(path, time);
  }

  /** From the certificate that signed to the root. */
  private List<X509Certificate> path(Authority authority) throws GeneralSecurityException {
    if (authority.chain().getFirst().getBasicConstraints() < 0) {
      return authority.chain();
    }
    for (X509CertificateHolder embedded : token.getCertificates().getMatches(null)) {
      if (token.getSID().match(embedded)) {
        List<X509Certificate> path = new ArrayList<>();
        path.add(read(embedded));
        path.addAll(authority.chain());
        return path;
      }
    }
    throw new GeneralSecurityException("the certificate of the signer is missing");
  }

  private static X509Certificate read(X509CertificateHolder holder)
      throws GeneralSecurityException {
    try {
      return Certificates.parse(holder.getEncoded());
    } catch (MalformedDocument | IOException e) {
      throw new GeneralSecurityException("the certificate of the signer cannot be read", e);
    }
  }
}
