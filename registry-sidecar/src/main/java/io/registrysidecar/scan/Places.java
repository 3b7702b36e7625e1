package io.registrysidecar.scan;

import io.registrysidecar.job.Job;
import io.registrysidecar.job.Outcome;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.DistributionClient;
import java.util.Map;
import java.util.Optional;

/** The registries that are configured. */
final class Places {

  private final Map<String, DistributionClient> clients;

  Places(Map<String, DistributionClient> clients) {
    this.clients = Map.copyOf(clients);
  }

  Optional<Place> of(String registry, RepositoryName repository) {
    return Optional.ofNullable(clients.get(registry))
        .map(client -> new Place(registry, repository, client));
  }

  static Outcome unknown(Job job) {
    return new Outcome.GiveUp(
        job.kind()
            + " "
            + job.registry()
            + "/"
            + job.repository()
            + ": no registry of this name is configured any more. Configure it, or drop the job.");
  }
}
