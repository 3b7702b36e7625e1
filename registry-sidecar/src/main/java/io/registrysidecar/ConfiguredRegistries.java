package io.registrysidecar;

import io.registrysidecar.config.RegistrySettings;
import io.registrysidecar.intake.EventSource;
import io.registrysidecar.intake.ReconciledRegistry;
import io.registrysidecar.intake.SourceCredential;
import io.registrysidecar.intake.TagSource;
import io.registrysidecar.job.JobSettings;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.oci.RegistryHost;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.Secret;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.store.ImageKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the configuration says of registries, as each room wants to hear it.
 *
 * @param registries as configured
 */
record ConfiguredRegistries(List<RegistrySettings> registries) {

  private static final Duration GRACE = Duration.ofSeconds(5);

  /** How the queue is worked off. */
  JobSettings jobs() {
    JobSettings usual = JobSettings.DEFAULT;
    int workers = registries.stream().mapToInt(RegistrySettings::concurrency).sum();
    int most = registries.stream().mapToInt(RegistrySettings::concurrency).max().orElse(1);
    return new JobSettings(
        Math.max(1, workers),
        most,
        usual.attempts(),
        usual.firstBackOff(),
        usual.longestBackOff(),
        usual.interruptions(),
        GRACE);
  }

  /** Names of those into which nothing is written. */
  Set<String> unwritten() {
    return registries.stream()
        .filter(registry -> !registry.publish())
        .map(RegistrySettings::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Those whose tags are compared from time to time. */
  List<ReconciledRegistry> reconciled(Map<String, DistributionClient> clients) {
    List<ReconciledRegistry> reconciled = new ArrayList<>();
    for (RegistrySettings registry : registries) {
      DistributionClient client = clients.get(registry.name());
      if (client != null && registry.reconcile().isPositive()) {
        reconciled.add(
            new ReconciledRegistry(
                registry.name(),
                TagSource.of(client),
                repository -> registry.repositories().accepts(repository.value()),
                registry.repositories().namedInFull().stream().map(RepositoryName::new).toList(),
                registry.reconcile()));
      }
    }
    return reconciled;
  }

  /** Who may send notifications. */
  List<EventSource> sources() {
    return registries.stream()
        .map(registry -> {
          Secret token = registry.events().token();
          return new EventSource(
              registry.name(),
              registry.events().format().word(),
              token == null ? SourceCredential.NONE : SourceCredential.secret(token.reveal()),
              repository -> registry.repositories().accepts(repository.value()));
        })
        .toList();
  }

  /**
   * How an image is known here; empty when it is in none of the registries.
   *
   * @param address registry host and repository
   */
  Optional<ImageKey> image(String address, Digest digest) {
    for (RegistrySettings registry : registries) {
      String host = RegistryHost.canonical(registry.host()) + "/";
      if (address.startsWith(host)) {
        try {
          var repository = RepositoryName.parse(address.substring(host.length()));
          return Optional.of(new ImageKey(registry.name(), repository, digest));
        } catch (MalformedReference e) {
          return Optional.empty(); // a local target that happens to be called so
        }
      }
    }
    return Optional.empty();
  }

  /** The name under which this program knows the registry of a reference. */
  Optional<String> nameOf(String host) {
    return registries.stream()
        .filter(registry -> RegistryHost.canonical(registry.host()).equals(host))
        .map(RegistrySettings::name)
        .findFirst();
  }

  /** Configured name → host and port as references write it. */
  Map<String, String> hosts() {
    Map<String, String> hosts = new LinkedHashMap<>();
    registries.forEach(registry -> hosts.put(registry.name(), registry.host()));
    return hosts;
  }
}
