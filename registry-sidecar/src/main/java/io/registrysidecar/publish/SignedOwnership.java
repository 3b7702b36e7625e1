package io.registrysidecar.publish;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.schema.AnnotationKeys;
import io.registrysidecar.sign.SigningFailure;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ours is what a key of ours has signed for this subject. Annotations only say what is worth a
 * look: anyone who may push can write them, and could otherwise have other people's artifacts
 * removed by us, or an old result of ours kept in the place of a new one.
 *
 * <p>Where nothing is signed any more, this holds for attestations only.
 */
final class SignedOwnership implements Ownership {

  private static final Logger LOG = LoggerFactory.getLogger(SignedOwnership.class);

  private final ResultSigning signing;
  private final Ownership candidates = Ownership.byAnnotation();
  private final InstantSource clock;

  SignedOwnership(ResultSigning signing, InstantSource clock) {
    this.signing = signing;
    this.clock = clock;
  }

  @Override
  public Optional<Claim> claim(DistributionClient client, Subject subject, Descriptor referrer)
      throws RegistryException {
    try {
      return signed(client, subject, referrer);
    } catch (SigningFailure e) {
      // What we cannot prove to be ours stays. That keys are unusable, signing says by itself.
      LOG.atWarn().addKeyValue("subject", subject).setCause(e).log("own artifacts not recognised");
      return Optional.empty();
    }
  }

  private Optional<Claim> signed(DistributionClient client, Subject subject, Descriptor referrer)
      throws RegistryException, SigningFailure {
    if (Kind.of(referrer.artifactType(), referrer.annotations()).isBundle()) {
      return referrer.annotations().containsKey(AnnotationKeys.CONTENT_FINGERPRINT)
          ? ofBundle(client, subject, referrer)
          : Optional.empty();
    }
    Optional<Claim> candidate = candidates.claim(client, subject, referrer);
    if (!signing.signs()) {
      return candidate; // what is written now has no signature to be known by
    }
    return candidate.isPresent() && hasSignature(client, subject, referrer)
        ? candidate.map(claim -> new Claim(claim.created(), claim.fingerprint(), true))
        : Optional.empty();
  }

  private Optional<Claim> ofBundle(DistributionClient client, Subject subject, Descriptor referrer)
      throws RegistryException, SigningFailure {
    Optional<Descriptor> layer = onlyLayer(client, subject, referrer);
    if (layer.isEmpty()) {
      return Optional.empty();
    }
    byte[] bundle = Contents.fetch(client, subject.repository(), layer.get());
    return signing.own().claim(layer.get(), bundle, subject.manifest().digest());
  }

  private boolean hasSignature(DistributionClient client, Subject subject, Descriptor artifact)
      throws RegistryException, SigningFailure {
    String type = NotarySignatures.ARTIFACT_TYPE;
    for (Descriptor referrer : client.referrers(subject.repository(), artifact.digest(), type)) {
      Optional<Descriptor> layer = onlyLayer(client, subject, referrer);
      if (layer.isPresent()) {
        byte[] envelope = Contents.fetch(client, subject.repository(), layer.get());
        Descriptor target = Descriptor.of(artifact.mediaType(), artifact.digest(), artifact.size());
        if (signing
            .artifacts()
            .isOurs(envelope, layer.get().mediaType(), target, clock.instant())) {
          return true;
        }
      }
    }
    return false;
  }

  private static Optional<Descriptor> onlyLayer(
      DistributionClient client, Subject subject, Descriptor referrer) throws RegistryException {
    var key = new ManifestKey.ByDigest(referrer.digest());
    return client.manifest(subject.repository(), key).orElse(null) instanceof Manifest.Image image
            && image.layers().size() == 1
        ? Optional.of(image.layers().getFirst())
        : Optional.empty();
  }
}
