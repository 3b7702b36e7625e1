package io.registrysidecar.store;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.RepositoryName;

/**
 * What names an image in the whole world of this sidecar.
 *
 * @param registry the registry's configured name
 * @param repository the repository
 * @param digest the digest of the platform manifest or index
 */
public record ImageKey(String registry, RepositoryName repository, Digest digest) {

  @Override
  public String toString() {
    return registry + "/" + repository + "@" + digest;
  }
}
