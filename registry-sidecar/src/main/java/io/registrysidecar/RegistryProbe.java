package io.registrysidecar;

import io.registrysidecar.api.HealthCheck;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.oci.client.RegistryFailure;
import java.util.Optional;

/**
 * Looks whether a registry answers at all. It asks for a manifest that is nowhere: whatever the
 * registry says about that, it has answered. Only several failures in a row count, so that a
 * registry that restarts is not reported.
 */
final class RegistryProbe implements Runnable, HealthCheck {

  private static final RepositoryName NOWHERE = new RepositoryName("registry-sidecar/probe");
  private static final ManifestKey NOTHING = new ManifestKey.Tag("none");
  private static final int FAILURES_THAT_COUNT = 3;

  private final String name;
  private final DistributionClient client;
  private volatile int failures;
  private volatile String reason = "";

  RegistryProbe(String name, DistributionClient client) {
    this.name = name;
    this.client = client;
  }

  @Override
  public void run() {
    Optional<String> failure = ask();
    reason = failure.orElse("");
    failures = failure.isPresent() ? Math.min(failures + 1, FAILURES_THAT_COUNT) : 0;
  }

  private Optional<String> ask() {
    try {
      client.resolve(NOWHERE, NOTHING);
      return Optional.empty();
    } catch (RegistryException e) {
      return e.failure() instanceof RegistryFailure.Unreachable
              || e.failure() instanceof RegistryFailure.ServerError
          ? Optional.of(e.failure().message())
          : Optional.empty();
    }
  }

  @Override
  public Result check() {
    return failures < FAILURES_THAT_COUNT
        ? new Result("registry " + name, State.UP, "answers")
        : new Result("registry " + name, State.DEGRADED, reason);
  }
}
