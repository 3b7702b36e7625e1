package io.registrysidecar.publish;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.oci.RepositoryName;

/**
 * What a result is about: one manifest in one repository of one registry.
 *
 * @param registry the name under which this program knows the registry
 * @param repository the repository
 * @param manifest type, digest and exact size of the manifest
 */
public record Subject(String registry, RepositoryName repository, Descriptor manifest) {

  /**
   * Another manifest of the same repository: of {@code descriptor}, type, digest and size alone.
   */
  Subject sibling(Descriptor descriptor) {
    return new Subject(
        registry,
        repository,
        Descriptor.of(descriptor.mediaType(), descriptor.digest(), descriptor.size()));
  }

  /** One that is gone: nobody knows its size any more, and only its digest matters. */
  Subject gone(Digest digest) {
    return new Subject(
        registry, repository, Descriptor.of(OciMediaTypes.IMAGE_MANIFEST, digest, 0));
  }

  @Override
  public String toString() {
    return registry + "/" + repository + "@" + manifest.digest();
  }
}
