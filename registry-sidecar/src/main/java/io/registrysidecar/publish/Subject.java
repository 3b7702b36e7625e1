package io.registrysidecar.publish;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.RepositoryName;

/**
 * What a result is about: one manifest in one repository of one registry.
 *
 * @param registry the name under which this program knows the registry
 * @param repository the repository
 * @param manifest type, digest and exact size of the manifest
 */
public record Subject(String registry, RepositoryName repository, Descriptor manifest) {

  @Override
  public String toString() {
    return registry + "/" + repository + "@" + manifest.digest();
  }
}
