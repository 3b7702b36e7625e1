package io.registrysidecar.publish;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.registrysidecar.oci.ArtifactManifest;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.RegistryException;
import java.time.Duration;

/** The empty configuration that all our manifests name, in each repository. */
final class EmptyBlobs {

  /** Repositories in which a manifest with an empty config was written a moment ago. */
  private final Cache<String, Boolean> there =
      Caffeine.newBuilder().maximumSize(1000).expireAfterWrite(Duration.ofMinutes(1)).build();

  /**
   * Sees to it that the repository of {@code subject} has it. A manifest that was just written
   * needs it, too, so it cannot be gone yet.
   */
  void push(DistributionClient client, Subject subject) throws RegistryException {
    String where = subject.registry() + "/" + subject.repository();
    if (there.getIfPresent(where) == null) {
      client.pushBlob(subject.repository(), ArtifactManifest.emptyBlob());
      there.put(where, true);
    }
  }
}
