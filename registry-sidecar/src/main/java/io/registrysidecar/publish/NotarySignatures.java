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

/** Signatures of the Notary Project on plain artifacts, which do not carry theirs themselves. */
final class NotarySignatures {

  static final String ARTIFACT_TYPE = NotaryManifest.ARTIFACT_TYPE;

  /** The repository by which the verifier finds its only statement. */
  private static final String ANYWHERE = "any.invalid/any";

  private final Signer leaf;
  private final NotaryVerifier own;
  private final SigningOptions options;

  /**
   * Signs with a key and its certificates.
   *
   * @param own trusts the root of this installation in all repositories, and nobody else
   * @param agent the program that signs, as name and version
   */
  NotarySignatures(Signer leaf, NotaryVerifier own, String agent) {
    this.leaf = leaf;
    this.own = own;
    this.options = SigningOptions.by(agent);
  }

  /**
   * A signature of the artifact whose manifest is {@code target}, to be attached to it. Its
   * fingerprint is equal for equal targets as long as the certificate is.
   *
   * @throws SigningFailure if the key does not sign
   */
  Artifact sign(Descriptor target, Instant now) throws SigningFailure {
    NotarySignature signature = NotarySignature.of(leaf, target, now, options);
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

  /**
   * Whether this is a signature of {@code target} by this installation.
   *
   * @param mediaType of the envelope
   */
  boolean isOurs(byte[] envelope, String mediaType, Descriptor target, Instant now) {
    return own.verify(envelope, mediaType, target, ANYWHERE, Map.of(), now)
        instanceof Verification.Trusted;
  }
}
