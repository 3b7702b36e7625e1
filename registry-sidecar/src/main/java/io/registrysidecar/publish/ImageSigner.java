package io.registrysidecar.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.ArtifactManifest;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.oci.client.RegistryFailure;
import io.registrysidecar.sign.SignedRemarks;
import io.registrysidecar.sign.Signer;
import io.registrysidecar.sign.SigningFailure;
import io.registrysidecar.sign.dsse.Statement;
import io.registrysidecar.sign.notary.EnvelopeType;
import io.registrysidecar.sign.notary.NotaryManifest;
import io.registrysidecar.sign.notary.NotarySignature;
import io.registrysidecar.sign.notary.SigningOptions;
import io.registrysidecar.sign.sigstore.Bundle;
import io.registrysidecar.sign.sigstore.LegacyLayer;
import io.registrysidecar.sign.sigstore.LegacyManifest;
import io.registrysidecar.sign.sigstore.LegacySignature;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says of images that they may run, in the forms that others verify. What is there already, by
 * whomever, stays.
 */
public final class ImageSigner {

  private static final int MOST_ROUNDS = 4;
  private static final int MOST_LAYERS = 1000;

  private final DistributionClient client;
  private final Signer signer;
  private final String agent;

  /**
   * Signs with a key.
   *
   * @param signer the key for releases
   * @param agent the program that signs, as name and version
   */
  public ImageSigner(DistributionClient client, Signer signer, String agent) {
    this.client = client;
    this.signer = signer;
    this.agent = agent;
  }

  /** The forms of signatures of images. */
  public enum Form {
    /** A sigstore bundle, which cosign 3 and Kyverno read. */
    BUNDLE,
    /** Cosign's old form, under a tag. */
    LEGACY,
    /** A signature of the Notary Project, which notation and Ratify read. */
    NOTARY
  }

  /**
   * Signs one manifest or index.
   *
   * @param reason why it is signed although it does not meet its policy, or null; it is signed,
   *     too, and an annotation beside, for those who list signatures
   * @return the manifest that holds the signature
   * @throws SigningFailure if the key does not sign
   */
  public Digest sign(Subject subject, Form form, @Nullable String reason, Instant now)
      throws RegistryException, SigningFailure {
    return switch (form) {
      case BUNDLE -> bundle(subject, reason, now);
      case LEGACY -> legacy(subject, reason);
      case NOTARY -> notary(subject, reason, now);
    };
  }

  private Digest bundle(Subject subject, @Nullable String reason, Instant now)
      throws RegistryException, SigningFailure {
    Statement plain = Statement.imageSignature(subject.manifest().digest());
    ObjectNode predicate = plain.predicate().deepCopy();
    if (reason != null) {
      predicate.put(SignedRemarks.OVERRIDDEN, reason);
    }
    Bundle bundle =
        Bundle.of(signer, new Statement(plain.subjects(), plain.predicateType(), predicate));
    byte[] content = bundle.toBytes();
    return attach(
        subject,
        content,
        new ArtifactManifest(
            Bundle.MEDIA_TYPE,
            List.of(Descriptor.of(Bundle.MEDIA_TYPE, content)),
            subject.manifest(),
            with(bundle.annotations(now), reason)));
  }

  private Digest notary(Subject subject, @Nullable String reason, Instant now)
      throws RegistryException, SigningFailure {
    Map<String, String> metadata = remarks(reason);
    Descriptor target = subject.manifest();
    NotarySignature signature =
        NotarySignature.of(
            signer,
            Descriptor.of(target.mediaType(), target.digest(), target.size()),
            now,
            new SigningOptions(EnvelopeType.JWS, null, metadata, agent));
    return attach(
        subject,
        signature.envelope(),
        new ArtifactManifest(
            NotaryManifest.ARTIFACT_TYPE,
            List.of(Descriptor.of(signature.type().mediaType(), signature.envelope())),
            target,
            with(NotaryManifest.annotations(signature), reason)));
  }

  private Digest attach(Subject subject, byte[] content, ArtifactManifest artifact)
      throws RegistryException {
    client.pushBlob(subject.repository(), ArtifactManifest.emptyBlob());
    client.pushBlob(subject.repository(), content);
    byte[] bytes = artifact.toBytes();
    Digest digest =
        client.pushManifest(
            subject.repository(),
            new ManifestKey.ByDigest(Digest.sha256(bytes)),
            OciMediaTypes.IMAGE_MANIFEST,
            bytes);
    client.changeReferrers(
        subject.repository(),
        subject.manifest().digest(),
        List.of(artifact.descriptor()),
        List.of());
    return digest;
  }

  /** Nothing keeps two writers of a tag from losing each other's layers, so it is read again. */
  private Digest legacy(Subject subject, @Nullable String reason)
      throws RegistryException, SigningFailure {
    Digest image = subject.manifest().digest();
    LegacyLayer made =
        LegacySignature.of(
            signer, client.host() + "/" + subject.repository(), image, remarks(reason));
    Descriptor plain = made.descriptor();
    Descriptor layer =
        new Descriptor(
            plain.mediaType(),
            plain.digest(),
            plain.size(),
            null,
            with(plain.annotations(), reason),
            null,
            plain.unknown());
    var tag = new ManifestKey.Tag(LegacySignature.tag(image));
    client.pushBlob(subject.repository(), made.content());
    for (int round = 0; round < MOST_ROUNDS; round++) {
      LegacyManifest before = read(subject, tag);
      if (before.layers().contains(layer)) {
        return Digest.sha256(before.toBytes());
      }
      LegacyManifest after = before.with(layer);
      client.pushBlob(subject.repository(), after.config());
      client.pushManifest(subject.repository(), tag, OciMediaTypes.IMAGE_MANIFEST, after.toBytes());
    }
    if (read(subject, tag).layers().contains(layer)) {
      return Digest.sha256(read(subject, tag).toBytes());
    }
    throw new RegistryException(
        new RegistryFailure.Contended(
            "sign " + subject, "others keep changing the tag of signatures"));
  }

  private LegacyManifest read(Subject subject, ManifestKey.Tag tag) throws RegistryException {
    Manifest there = client.manifest(subject.repository(), tag).orElse(null);
    if (there == null) {
      return LegacyManifest.EMPTY;
    }
    if (there instanceof Manifest.Image image && image.layers().size() < MOST_LAYERS) {
      return new LegacyManifest(image.layers());
    }
    throw new RegistryException(
        new RegistryFailure.Contended(
            "sign " + subject,
            "under the tag " + tag + " is something that is not ours to replace"));
  }

  private static Map<String, String> with(Map<String, String> some, @Nullable String reason) {
    Map<String, String> all = new HashMap<>(some);
    all.putAll(remarks(reason));
    return all;
  }

  private static Map<String, String> remarks(@Nullable String reason) {
    return reason == null ? Map.of() : Map.of(SignedRemarks.OVERRIDDEN, reason);
  }
}
