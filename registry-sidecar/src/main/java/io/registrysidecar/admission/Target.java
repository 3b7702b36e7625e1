package io.registrysidecar.admission;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.store.ImageKey;

/**
 * An image of a registry that is looked after.
 *
 * @param registry the registry
 * @param repository the repository
 * @param key the digest that was written, or else the tag
 */
record Target(WatchedRegistry registry, RepositoryName repository, ManifestKey key) {

  /** What {@code digest} is called in the state. */
  ImageKey at(Digest digest) {
    return new ImageKey(registry.name(), repository, digest);
  }

  /** Registry and repository, as reports write them. */
  String repositoryName() {
    return registry.host() + "/" + repository;
  }

  /** A reference that always names the same image. */
  String pinned(Digest digest) {
    return repositoryName() + "@" + digest;
  }

  /** That the registry does not have it, for people. */
  String absent() {
    return repositoryName() + " has nothing that is called " + key;
  }
}
