package io.registrysidecar;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.sign.Signer;
import io.registrysidecar.sign.notary.NotaryVerifier;
import io.registrysidecar.sign.notary.certificate.RevocationSource;
import io.registrysidecar.sign.notary.certificate.RevocationStatus;
import io.registrysidecar.sign.notary.trust.StoreName;
import io.registrysidecar.sign.notary.trust.StoreType;
import io.registrysidecar.sign.notary.trust.TrustPolicy;
import io.registrysidecar.sign.notary.trust.TrustStatement;
import io.registrysidecar.sign.notary.trust.VerificationLevel;
import io.registrysidecar.sign.sigstore.SigstoreTrust;
import io.registrysidecar.sign.sigstore.SigstoreVerifier;
import io.registrysidecar.sign.sigstore.TrustedKeys;
import io.registrysidecar.verify.Found;
import io.registrysidecar.verify.FoundSignature;
import io.registrysidecar.verify.ImageSignatures;
import io.registrysidecar.verify.TrustedParties;
import io.registrysidecar.verify.TrustedParty;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which signatures a key has made of an image already. A pipeline that runs again does not add the
 * same once more: an image bears 50 referrers, and results need room among them.
 */
public final class SignedBefore {

  private final ImageSignatures signatures;

  /** Looks for what {@code signer} has signed and what still verifies. */
  public SignedBefore(DistributionClient client, Signer signer, InstantSource clock) {
    this.signatures =
        new ImageSignatures(client, new TrustedParties(List.of(party(signer, clock))), clock);
  }

  /**
   * The manifests that hold a signature of an image or index itself, by form.
   *
   * @param reason why it was signed although the policy was not met, or null when it was met: a
   *     signature that says otherwise is another one
   */
  public Map<FoundSignature.Kind, Digest> of(
      RepositoryName repository, Digest object, @Nullable String reason) throws RegistryException {
    Map<FoundSignature.Kind, Digest> holders = new EnumMap<>(FoundSignature.Kind.class);
    Optional<Found> found =
        signatures.of(repository, new ManifestKey.ByDigest(object), Optional.empty());
    for (FoundSignature each : found.map(Found::signatures).orElse(List.of())) {
      if (each.releases()
          && each.object().equals(object)
          && each.overridden().equals(Optional.ofNullable(reason))) {
        holders.putIfAbsent(each.kind(), each.holder());
      }
    }
    return holders;
  }

  private static TrustedParty party(Signer signer, InstantSource clock) {
    var key = new TrustedKeys.TrustedKey("the key that signs", signer.publicKey());
    return new TrustedParty(
        TrustedParties.RELEASE,
        new SigstoreVerifier(SigstoreTrust.of(TrustedKeys.of(List.of(key))), clock),
        signer.chain().isEmpty() ? List.of() : List.of(notary(signer)));
  }

  /** The root vouches for other keys, too, such as the one before. */
  private static NotaryVerifier notary(Signer signer) {
    RevocationSource revocation =
        (certificate, _, _) ->
            certificate.getBasicConstraints() < 0
                    && !certificate.getPublicKey().equals(signer.publicKey())
                ? new RevocationStatus.Revoked("it is of another key")
                : new RevocationStatus.Good();
    StoreName own = new StoreName(StoreType.CA, "own");
    var everywhere =
        new TrustStatement(
            "own",
            Set.of(TrustStatement.EVERYTHING),
            VerificationLevel.STRICT,
            TrustStatement.TimestampRule.ALWAYS,
            List.of(own),
            List.of());
    return new NotaryVerifier(
        new TrustPolicy(List.of(everywhere)), _ -> Set.of(signer.chain().getLast()), revocation);
  }
}
