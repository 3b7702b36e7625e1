package io.registrysidecar.publish;

import io.registrysidecar.oci.Digest;
import java.util.Map;
import java.util.Optional;

/**
 * What of ours is on a subject, as far as attestations refer to it.
 *
 * @param artifacts manifests of the plain artifacts that will be current, by artifact type
 * @param attestations manifests of the bundles that are current now, by predicate type
 */
public record Standing(Map<String, Digest> artifacts, Map<String, Digest> attestations) {

  /** Copies the maps. */
  public Standing {
    artifacts = Map.copyOf(artifacts);
    attestations = Map.copyOf(attestations);
  }

  /** The bundle that an attestation of this type would supersede. */
  public Optional<Digest> previous(String predicateType) {
    return Optional.ofNullable(attestations.get(predicateType));
  }
}
