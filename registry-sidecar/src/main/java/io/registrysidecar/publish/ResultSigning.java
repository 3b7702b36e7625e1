package io.registrysidecar.publish;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.sign.Signer;
import io.registrysidecar.sign.SigningFailure;
import io.registrysidecar.sign.key.KeyFailure;
import io.registrysidecar.sign.key.KeyRing;
import io.registrysidecar.sign.key.KeyRole;
import io.registrysidecar.sign.key.PublicKeys;
import io.registrysidecar.sign.key.RingKey;
import io.registrysidecar.sign.notary.NotaryVerifier;
import io.registrysidecar.sign.notary.certificate.RevocationSource;
import io.registrysidecar.sign.notary.trust.StoreName;
import io.registrysidecar.sign.notary.trust.StoreType;
import io.registrysidecar.sign.notary.trust.TrustPolicy;
import io.registrysidecar.sign.notary.trust.TrustStatement;
import io.registrysidecar.sign.notary.trust.VerificationLevel;
import io.registrysidecar.sign.sigstore.SigstoreTrust;
import io.registrysidecar.sign.sigstore.SigstoreVerifier;
import io.registrysidecar.sign.sigstore.TrustedKeys;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * With what results are signed, and by what ours are known again: the keys for scan results, the
 * current one and, for what was signed before, the earlier ones. Keys may be rotated by another
 * process at any time, so every question asks the ring.
 */
public final class ResultSigning {

  private static final StoreName STORE = new StoreName(StoreType.CA, "own");

  private final KeyRing keys;
  private final SigningFormat format;
  private final String agent;
  private final InstantSource clock;

  /**
   * Signs with the keys of a ring.
   *
   * @param format in which forms attestations are written
   * @param agent the program that signs, as name and version
   */
  public ResultSigning(KeyRing keys, SigningFormat format, String agent, InstantSource clock) {
    this.keys = keys;
    this.format = format;
    this.agent = agent;
    this.clock = clock;
  }

  /** Changes when what is signed would be signed in another way, or by another program. */
  String fingerprint() throws SigningFailure {
    return agent + " " + manner();
  }

  /**
   * Changes when results would be signed in another form, by another key or with another
   * certificate.
   *
   * @throws SigningFailure if there is no key
   */
  public String manner() throws SigningFailure {
    Signer now = signer();
    StringBuilder all = new StringBuilder(format + " " + PublicKeys.hint(now.publicKey()));
    try {
      for (X509Certificate certificate : now.chain()) {
        all.append(' ').append(Digest.sha256(certificate.getEncoded()));
      }
    } catch (CertificateEncodingException e) {
      throw new SigningFailure("a certificate of the key for scan results cannot be used", e);
    }
    return all.toString();
  }

  /** Whether anything is signed. Where nothing is, ours of earlier are still known again. */
  public boolean signs() {
    return format != SigningFormat.OFF;
  }

  /** Whether there is any key, current or earlier, by which ours could be known again. */
  boolean knowsOwn() throws SigningFailure {
    return !ring().isEmpty();
  }

  SigningFormat format() {
    return format;
  }

  /** The key for scan results that is current now. */
  Signer signer() throws SigningFailure {
    try {
      return keys.signer(KeyRole.ATTESTATION);
    } catch (KeyFailure e) {
      throw new SigningFailure(String.valueOf(e.getMessage()), e);
    }
  }

  /** Trusts attestations of this installation, and nobody else's. */
  SigstoreVerifier attestations() throws SigningFailure {
    return trusting(RingKey::verifies);
  }

  /** Knows attestations of this installation again. */
  OwnAttestations own() throws SigningFailure {
    return new OwnAttestations(attestations(), trusting(key -> !key.verifies()));
  }

  private SigstoreVerifier trusting(Predicate<RingKey> which) throws SigningFailure {
    List<TrustedKeys.TrustedKey> trusted =
        ring().stream()
            .filter(which)
            .limit(TrustedKeys.MOST)
            .map(key -> new TrustedKeys.TrustedKey(key.hint(), key.publicKey()))
            .toList();
    return new SigstoreVerifier(SigstoreTrust.of(TrustedKeys.of(trusted)), clock);
  }

  /**
   * Whether a layer is an attestation that this installation has made of an image. Without usable
   * keys nothing is known again.
   *
   * @param layer a sigstore bundle or a DSSE envelope
   */
  public boolean isOwn(Descriptor layer, byte[] content, Digest image) {
    try {
      return own().believed(layer, content, image).isPresent();
    } catch (SigningFailure e) {
      return false; // what signs says by itself that it cannot
    }
  }

  /** Makes signatures of plain artifacts, and knows those of this installation again. */
  NotarySignatures artifacts() throws SigningFailure {
    Set<X509Certificate> roots = Set.copyOf(roots());
    var everywhere =
        new TrustStatement(
            "own",
            Set.of(TrustStatement.EVERYTHING),
            VerificationLevel.STRICT,
            TrustStatement.TimestampRule.ALWAYS,
            List.of(STORE),
            List.of());
    return new NotarySignatures(
        signer(),
        new NotaryVerifier(
            new TrustPolicy(List.of(everywhere)), store -> roots, RevocationSource.NONE),
        agent);
  }

  private List<RingKey> ring() throws SigningFailure {
    try {
      return keys.keys(KeyRole.ATTESTATION);
    } catch (KeyFailure e) {
      throw new SigningFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private List<X509Certificate> roots() throws SigningFailure {
    try {
      return keys.roots(KeyRole.ATTESTATION);
    } catch (KeyFailure e) {
      throw new SigningFailure(String.valueOf(e.getMessage()), e);
    }
  }
}
