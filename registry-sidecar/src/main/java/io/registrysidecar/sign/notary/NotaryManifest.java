package io.registrysidecar.sign.notary;

import io.registrysidecar.oci.ArtifactManifest;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedManifest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.sign.notary.certificate.CertificateChain;
import io.registrysidecar.sign.notary.certificate.Certificates;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The manifest that puts an envelope into a registry (signature specification, OCI signatures). */
public final class NotaryManifest {

  /** The artifact type, and in the form of OCI 1.0 the media type of the configuration. */
  public static final String ARTIFACT_TYPE = "application/vnd.cncf.notary.signature";

  /**
   * The annotation with the SHA-256 hashes of the certificates: a hint which signatures to read,
   * that anybody could have written.
   */
  public static final String THUMBPRINTS = "io.cncf.notary.x509chain.thumbprint#S256";

  private static final String CREATED = "org.opencontainers.image.created";

  private NotaryManifest() {}

  /** The manifest of a new signature; its envelope and the empty blob are to be pushed with it. */
  public static ArtifactManifest of(NotarySignature signature, Descriptor subject) {
    return new ArtifactManifest(
        ARTIFACT_TYPE,
        List.of(Descriptor.of(signature.type().mediaType(), signature.envelope())),
        subject,
        annotations(signature));
  }

  /** What a list of referrers says about a new signature. */
  public static Map<String, String> annotations(NotarySignature signature) {
    return Map.of(
        THUMBPRINTS, thumbprints(signature.chain()), CREATED, signature.signedAt().toString());
  }

  private static String thumbprints(CertificateChain chain) {
    return chain.certificates().stream()
        .map(certificate -> "\"" + Digest.sha256(Certificates.der(certificate)).hex() + "\"")
        .collect(Collectors.joining(",", "[", "]"));
  }

  /**
   * Whether a manifest says that it is such a signature, in the form of OCI 1.1 (artifact type) or
   * of OCI 1.0 (type of the configuration), which notation itself still writes.
   */
  public static boolean isSignature(Manifest.Image manifest) {
    String artifactType = manifest.artifactType();
    return ARTIFACT_TYPE.equals(
        artifactType == null ? manifest.config().mediaType() : artifactType);
  }

  /**
   * The layer with the envelope.
   *
   * @param subject the artifact whose signature it should be
   * @throws MalformedManifest if it is no signature of that artifact, or not exactly one envelope
   */
  public static Descriptor envelope(Manifest.Image manifest, Descriptor subject)
      throws MalformedManifest {
    if (!isSignature(manifest)) {
      throw new MalformedManifest("it is not a signature of the Notary Project");
    }
    if (manifest.artifactType() != null
        && !manifest.config().mediaType().equals(OciMediaTypes.EMPTY)) {
      throw new MalformedManifest("it has an artifact type and a configuration that is not empty");
    }
    Descriptor about = manifest.subject();
    if (about == null || !about.digest().equals(subject.digest())) {
      throw new MalformedManifest("it is attached to another artifact");
    }
    if (manifest.layers().size() != 1) {
      throw new MalformedManifest(
          "it has %d layers where one envelope belongs".formatted(manifest.layers().size()));
    }
    Descriptor layer = manifest.layers().getFirst();
    if (EnvelopeType.of(layer.mediaType()).isEmpty()) {
      throw new MalformedManifest("its layer is of the type \"" + layer.mediaType() + "\"");
    }
    if (layer.size() > Envelope.LARGEST) {
      throw new MalformedManifest("its envelope is larger than " + Envelope.LARGEST + " bytes");
    }
    return layer;
  }
}
