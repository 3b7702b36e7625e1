package io.registrysidecar.publish;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.schema.AnnotationKeys;
import io.registrysidecar.schema.MediaTypes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a referrer that is not in our own log was nevertheless written by this product:
 * by another instance, or before its state was lost. What is ours may be superseded; what is not is
 * never touched.
 */
@FunctionalInterface
public interface Ownership {

  /**
   * What {@code referrer} of {@code subject} is, when it is ours to replace; empty when it is not.
   *
   * @throws RegistryException if the registry does not give what has to be looked at
   */
  Optional<Claim> claim(DistributionClient client, Subject subject, Descriptor referrer)
      throws RegistryException;

  /**
   * An artifact that is taken for ours.
   *
   * @param created when its scan began
   * @param fingerprint what it says, or null when it does not tell
   * @param proven whether both are covered by a signature of ours; otherwise anyone who may push
   *     can have written them
   */
  record Claim(Instant created, @Nullable Digest fingerprint, boolean proven) {}

  /** Goes by signatures of ours, as far as there are any. */
  static Ownership bySignature(ResultSigning signing, InstantSource clock) {
    return new SignedOwnership(signing, clock);
  }

  /**
   * Goes by artifact type and annotations, which anyone who may push can write. Bundles are never
   * taken for ours: other people's attestations have the same type.
   */
  static Ownership byAnnotation() {
    Set<String> shared = Set.of(MediaTypes.CYCLONEDX, MediaTypes.SARIF);
    return (client, subject, referrer) -> {
      String type = referrer.artifactType();
      boolean ours =
          MediaTypes.REPORT.equals(type)
              || (type != null
                  && shared.contains(type)
                  && referrer.annotations().containsKey(AnnotationKeys.CONTENT_FINGERPRINT));
      return ours
          ? Optional.of(
              new Claim(Listed.createdOf(referrer), Fingerprint.claimedBy(referrer), false))
          : Optional.empty();
    };
  }
}
