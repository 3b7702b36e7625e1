package io.registrysidecar;

import io.registrysidecar.image.ImageException;
import io.registrysidecar.image.ImageSource;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.oci.client.RegistryFailure;
import io.registrysidecar.policy.Signatures;
import io.registrysidecar.scan.SignatureLookup;
import io.registrysidecar.verify.ImageSignatures;
import java.time.InstantSource;
import java.util.Optional;

/** Looks up signatures in what is attached to images, and judges them by whom is trusted now. */
final class AttachedSignatures implements SignatureLookup {

  private final WatchedTrust trust;
  private final InstantSource clock;

  AttachedSignatures(WatchedTrust trust, InstantSource clock) {
    this.trust = trust;
    this.clock = clock;
  }

  @Override
  public Signatures of(
      ImageSource source, String repository, Descriptor image, Optional<Digest> index)
      throws ImageException {
    if (!source.isInRegistry()) {
      return new Signatures.Unchecked("it is in no registry, where signatures could be attached");
    }
    return switch (trust.now()) {
      case WatchedTrust.State.Unusable(var problem, _) ->
          new Signatures.Unchecked("it is not known whom to trust: " + problem);
      case WatchedTrust.State.Known(var parties, _) -> {
        var attached = new AttachedArtifacts(source, repository);
        try {
          var found = ImageSignatures.covering(attached, parties, image, index, clock.instant());
          Optional<RegistryFailure> failure = attached.failure();
          if (failure.isPresent()) {
            throw new RegistryException(failure.get());
          }
          yield new Signatures.Checked(ImageStatements.of(found), ImageStatements.kept(found));
        } catch (RegistryException e) {
          yield unchecked(e);
        }
      }
    };
  }

  @Override
  public String fingerprint() {
    return trust.now().fingerprint();
  }

  /** What may pass by itself is waited for. */
  private static Signatures unchecked(RegistryException e) throws ImageException {
    if (e.failure() instanceof RegistryFailure.Retryable
        || e.failure() instanceof RegistryFailure.Cancelled) {
      throw new ImageException(e);
    }
    return new Signatures.Unchecked("signatures could not be looked up: " + e.getMessage());
  }
}
