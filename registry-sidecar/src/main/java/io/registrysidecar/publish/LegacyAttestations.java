package io.registrysidecar.publish;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.oci.client.RegistryFailure;
import io.registrysidecar.schema.AnnotationKeys;
import io.registrysidecar.sign.dsse.Envelope;
import io.registrysidecar.sign.sigstore.LegacyAttestation;
import io.registrysidecar.sign.sigstore.LegacyManifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Our attestations among those under the tag {@code sha256-….att}, which everybody reads, changes
 * and writes. Layers of others stay as they are. Of ours there is one for each predicate type; what
 * says the same stays.
 *
 * <p>Nothing keeps two writers from losing each other's layers, so what was written is read again.
 */
final class LegacyAttestations {

  private static final int MOST_ROUNDS = 4;
  private static final int MOST_LAYERS = 1000;

  private final DistributionClient client;
  private final Subject subject;
  private final OwnAttestations own;

  LegacyAttestations(DistributionClient client, Subject subject, OwnAttestations own) {
    this.client = client;
    this.subject = subject;
    this.own = own;
  }

  /**
   * Makes {@code wanted} all of ours under the tag; none removes them.
   *
   * @return the digest of the manifest, if it had to be written
   */
  Optional<Digest> write(List<SignedStatement> wanted) throws RegistryException {
    Optional<Digest> written = Optional.empty();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      LegacyManifest before = read();
      LegacyManifest after = merge(before, wanted);
      if (after.equals(before)) {
        return written;
      }
      if (after.layers().isEmpty()) {
        client.delete(subject.repository(), Digest.sha256(before.toBytes()));
        return Optional.empty();
      }
      written = Optional.of(push(after, wanted));
    }
    throw new RegistryException(
        new RegistryFailure.Contended(
            "attest " + subject, "others keep changing the tag of attestations"));
  }

  private LegacyManifest read() throws RegistryException {
    return client.manifest(subject.repository(), tag()).orElse(null) instanceof Manifest.Image there
            && there.layers().size() <= MOST_LAYERS
        ? new LegacyManifest(there.layers())
        : LegacyManifest.EMPTY;
  }

  private LegacyManifest merge(LegacyManifest there, List<SignedStatement> wanted)
      throws RegistryException {
    List<SignedStatement> missing = new ArrayList<>(wanted);
    List<Descriptor> superseded = new ArrayList<>();
    for (Descriptor layer : there.layers()) {
      Optional<Ownership.Claim> claim = ours(layer);
      if (claim.isPresent()
          && !missing.removeIf(statement -> isSaidBy(layer, claim.get(), statement))) {
        superseded.add(layer);
      }
    }
    LegacyManifest merged = there;
    for (SignedStatement statement : missing) {
      merged = merged.with(layer(statement));
    }
    return merged.without(superseded);
  }

  private static boolean isSaidBy(
      Descriptor layer, Ownership.Claim claim, SignedStatement statement) {
    return statement.attestation().predicateType().equals(layer.annotations().get("predicateType"))
        && statement.fingerprint().equals(claim.fingerprint());
  }

  private Optional<Ownership.Claim> ours(Descriptor layer) throws RegistryException {
    if (!layer.mediaType().equals(Envelope.MEDIA_TYPE) || layer.size() > Envelope.LARGEST) {
      return Optional.empty();
    }
    Digest image = subject.manifest().digest();
    byte[] envelope = Contents.fetch(client, subject.repository(), layer);
    return own.claim(layer, envelope, image);
  }

  private Digest push(LegacyManifest manifest, List<SignedStatement> wanted)
      throws RegistryException {
    client.pushBlob(subject.repository(), manifest.config());
    for (SignedStatement statement : wanted) {
      if (manifest.layers().contains(layer(statement))) {
        client.pushBlob(subject.repository(), statement.bundle().envelope().toBytes());
      }
    }
    return client.pushManifest(
        subject.repository(), tag(), OciMediaTypes.IMAGE_MANIFEST, manifest.toBytes());
  }

  private ManifestKey.Tag tag() {
    return new ManifestKey.Tag(LegacyAttestation.tag(subject.manifest().digest()));
  }

  private static Descriptor layer(SignedStatement statement) {
    Envelope envelope = statement.bundle().envelope();
    Descriptor plain = Descriptor.of(Envelope.MEDIA_TYPE, envelope.toBytes());
    return new Descriptor(
        plain.mediaType(),
        plain.digest(),
        plain.size(),
        null,
        annotations(statement),
        null,
        Map.of());
  }

  /** The fingerprint tells whoever looks at what others say that this is not of others. */
  private static Map<String, String> annotations(SignedStatement statement) {
    Map<String, String> annotations =
        new HashMap<>(Envelope.layerAnnotations(statement.attestation().predicateType()));
    annotations.put(AnnotationKeys.CONTENT_FINGERPRINT, statement.fingerprint().toString());
    return annotations;
  }
}
