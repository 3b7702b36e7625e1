package io.registrysidecar;

import io.registrysidecar.image.ImageException;
import io.registrysidecar.image.ImageFailure;
import io.registrysidecar.image.ImageSource;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.oci.client.RegistryFailure;
import io.registrysidecar.schema.AnnotationKeys;
import io.registrysidecar.verify.SignatureSource;
import java.util.List;
import java.util.Optional;

/**
 * What is attached to an image, as a scan reads it. What this program wrote is left out: it is not
 * signed by anybody who counts. One artifact that cannot be read never hides the others; whether
 * that is for want of the registry or of the artifact is remembered.
 */
final class AttachedArtifacts implements SignatureSource {

  private final ImageSource source;
  private final String repository;
  private Optional<RegistryFailure> failure = Optional.empty();

  AttachedArtifacts(ImageSource source, String repository) {
    this.source = source;
    this.repository = repository;
  }

  /** The first failure of the registry; one that is of an artifact alone is none. */
  Optional<RegistryFailure> failure() {
    return failure;
  }

  @Override
  public String repository() {
    return repository;
  }

  @Override
  public Optional<Manifest> manifest(ManifestKey key) throws RegistryException {
    return asked(() ->
        switch (key) {
          case ManifestKey.Tag tag -> source.tagged(tag.value());
          case ManifestKey.ByDigest by -> source.manifest(by.digest());
        });
  }

  @Override
  public List<Descriptor> referrers(Digest subject) throws RegistryException {
    return asked(() ->
        source.referrers(subject, null).stream()
            .filter(
                referrer -> !referrer.annotations().containsKey(AnnotationKeys.CONTENT_FINGERPRINT))
            .toList());
  }

  @Override
  public byte[] content(Descriptor layer) throws RegistryException {
    return asked(() -> source.content(layer));
  }

  private <T> T asked(Question<T> question) throws RegistryException {
    try {
      return question.ask();
    } catch (ImageException e) {
      RegistryFailure why =
          switch (e.failure()) {
            case ImageFailure.Registry(RegistryFailure registry) -> registry;
            case ImageFailure other ->
                new RegistryFailure.NotWhatWasPromised(other.message(), null, "something else");
          };
      if (failure.isEmpty() && !isOfArtifact(why)) {
        failure = Optional.of(why);
      }
      throw new RegistryException(why, e);
    }
  }

  /** Asking again, or as somebody else, would not help. */
  private static boolean isOfArtifact(RegistryFailure failure) {
    return switch (failure) {
      case RegistryFailure.NotFound _,
          RegistryFailure.NotWhatWasPromised _,
          RegistryFailure.NotAnImage _,
          RegistryFailure.TooLarge _ ->
          true;
      default -> false;
    };
  }

  /** Something that a registry may refuse. */
  @FunctionalInterface
  private interface Question<T> {
    T ask() throws ImageException;
  }
}
