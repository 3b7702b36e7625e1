package io.registrysidecar.scan;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.publish.Subject;

/**
 * A repository that results are written to.
 *
 * @param registry the name under which this program knows the registry
 * @param repository the repository
 * @param client speaks to the registry
 */
public record Place(String registry, RepositoryName repository, DistributionClient client) {

  /** A manifest in this repository, as what results are about. */
  Subject subject(Descriptor manifest) {
    return new Subject(registry, repository, manifest);
  }
}
