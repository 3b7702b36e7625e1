package io.registrysidecar.publish;

import io.registrysidecar.oci.ArtifactManifest;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedManifest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestParser;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An artifact with the manifest that attaches it to one subject, byte for byte as it is sent. Equal
 * artifacts give equal bytes, so that a repeated push changes nothing.
 *
 * @param descriptor how a list of referrers describes it
 * @param manifest the manifest's bytes; not to be modified
 * @param content the only layer's bytes; not to be modified
 * @param layer the digest of the content
 * @param fresh whether it was made just now, so that no registry has its content yet
 */
@SuppressWarnings("ArrayRecordComponent")
public record Attachment(
    Descriptor descriptor, byte[] manifest, byte[] content, Digest layer, boolean fresh) {

  /** Registries repeat annotations in every list of referrers, so they stay small. */
  static final int MAX_ANNOTATION_BYTES = 2048;

  private static final String TITLE = "org.opencontainers.image.title";

  /** Attaches an artifact to a subject. */
  static Attachment of(Artifact artifact, Descriptor subject) {
    checkSize(artifact.annotations());
    Descriptor layer =
        new Descriptor(
            artifact.mediaType(),
            artifact.digest(),
            artifact.content().length,
            null,
            Map.of(TITLE, artifact.fileName()),
            null,
            Map.of());
    var manifest =
        new ArtifactManifest(artifact.type(), List.of(layer), subject, artifact.annotations());
    return new Attachment(
        manifest.descriptor(), manifest.toBytes(), artifact.content(), artifact.digest(), true);
  }

  /**
   * The attachment that was once made of these bytes.
   *
   * @throws IllegalArgumentException if the bytes are not a manifest of ours
   */
  public static Attachment restore(byte[] manifest, byte[] content) {
    return new Attachment(listed(manifest), manifest, content, Digest.sha256(content), false);
  }

  /**
   * How a list of referrers describes the attachment with this manifest.
   *
   * @throws IllegalArgumentException if the bytes are not a manifest of ours
   */
  public static Descriptor listed(byte[] manifest) {
    try {
      Manifest parsed = ManifestParser.parse(manifest, null);
      return new Descriptor(
          parsed.self().mediaType(),
          parsed.self().digest(),
          parsed.self().size(),
          parsed.artifactType(),
          parsed.annotations(),
          null,
          Map.of());
    } catch (MalformedManifest e) {
      throw new IllegalArgumentException("not a manifest of ours: " + e.getMessage(), e);
    }
  }

  /** The digest of the manifest. */
  public Digest digest() {
    return descriptor.digest();
  }

  /** The artifact type. */
  public String type() {
    String type = descriptor.artifactType();
    return type == null ? "" : type;
  }

  /** What an image has one of. */
  Kind kind() {
    return Kind.of(descriptor.artifactType(), descriptor.annotations());
  }

  /** What the content says, see {@link Fingerprint}. */
  @Nullable Digest fingerprint() {
    return Fingerprint.claimedBy(descriptor);
  }

  /** When the scan that it came from began. */
  Instant created() {
    return Listed.createdOf(descriptor);
  }

  private static void checkSize(Map<String, String> annotations) {
    int size = 0;
    for (Map.Entry<String, String> entry : annotations.entrySet()) {
      size += entry.getKey().getBytes(StandardCharsets.UTF_8).length;
      size += entry.getValue().getBytes(StandardCharsets.UTF_8).length;
    }
    if (size > MAX_ANNOTATION_BYTES) {
      throw new IllegalArgumentException(
          "the annotations take "
              + size
              + " bytes, at most "
              + MAX_ANNOTATION_BYTES
              + " are allowed");
    }
  }
}
