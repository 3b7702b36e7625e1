package io.registrysidecar.store;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.RepositoryName;
import org.jspecify.annotations.Nullable;

/**
 * What a statement of an operator is about.
 *
 * @param registry the registry's configured name
 * @param repository the repository
 * @param digest the platform manifest or index, or null for every image of the repository, also
 *     those that are not there yet
 */
public record VexScope(String registry, RepositoryName repository, @Nullable Digest digest) {

  @Override
  public String toString() {
    return registry + "/" + repository + (digest == null ? "" : "@" + digest);
  }
}
