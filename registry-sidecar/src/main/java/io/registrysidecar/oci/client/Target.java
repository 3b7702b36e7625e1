package io.registrysidecar.oci.client;

import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.auth.Scope;

/**
 * A repository of a registry, as the target of exchanges.
 *
 * @param host the registry as references write it
 * @param repository the repository
 * @param urls the registry's endpoints
 */
record Target(String host, RepositoryName repository, RegistryUrls urls) {

  Scope pull() {
    return Scope.repository(repository.value(), "pull");
  }

  Scope push() {
    return Scope.repository(repository.value(), "pull", "push");
  }

  Scope delete() {
    return Scope.repository(repository.value(), "delete");
  }

  @Override
  public String toString() {
    return host + "/" + repository;
  }
}
