package io.registrysidecar.publish;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.schema.AnnotationKeys;
import io.registrysidecar.sign.Signer;
import io.registrysidecar.sign.SigningFailure;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.notary.EnvelopeType;
import io.registrysidecar.sign.notary.NotaryManifest;
import io.registrysidecar.sign.notary.NotarySignature;
import io.registrysidecar.sign.notary.NotaryVerifier;
import io.registrysidecar.sign.notary.SigningOptions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Signatures of the Notary Project, by the leaf that is current now. */
public final class NotarySignatures implements ArtifactSigning {

  static final String ARTIFACT_TYPE = NotaryManifest.ARTIFACT_TYPE;

  /** The repository by which the verifier finds its only statement. */
  private static final String ANYWHERE = "any.invalid/any";

  private final Supplier<Signer> leaf;
  private final NotaryVerifier own;
  private final SigningOptions options;

  /**
   * Signs with a leaf.
   *
   * @param own trusts the root of this installation in all repositories, and nobody else
   * @param agent the program that signs, as name and version
   */
  public NotarySignatures(Supplier<Signer> leaf, NotaryVerifier own, String agent) {
    this.leaf = leaf;
    this.own = own;
    this.options = SigningOptions.by(agent);
  }

  @Override
  public Artifact sign(Descriptor target, Instant now) throws SigningFailure {
    NotarySignature signature = NotarySignature.of(leaf.get(), target, now, options);
    Map<String, String> annotations = new HashMap<>(NotaryManifest.annotations(signature));
    annotations.put(
        AnnotationKeys.CONTENT_FINGERPRINT,
        fingerprint(target, annotations.getOrDefault(NotaryManifest.THUMBPRINTS, "")).toString());
    return new Artifact(
        ARTIFACT_TYPE,
        signature.type().mediaType(),
        signature.type() == EnvelopeType.JWS ? "signature.jws" : "signature.cose",
        signature.envelope(),
        annotations);
  }

  private static Digest fingerprint(Descriptor target, String thumbprints) {
    return Digest.sha256((target.digest() + " " + thumbprints).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean isOurs(byte[] envelope, String mediaType, Descriptor target, Instant now) {
    return own.verify(envelope, mediaType, target, ANYWHERE, Map.of(), now)
        instanceof Verification.Trusted;
  }
}
