package io.registrysidecar;

import io.registrysidecar.api.HealthCheck;
import io.registrysidecar.config.Configuration;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.publish.ResultSigning;
import io.registrysidecar.scan.ScanService;
import io.registrysidecar.store.Housekeeping;
import io.registrysidecar.store.jdbc.SqliteStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * What the service looks at now and then because nobody tells it, and what is known of its health
 * by that: advisories, policy, keys, statements, its state, the registries.
 *
 * @param configuration where they are
 * @param scanning what scans use of them
 * @param scans is told what has changed
 * @param clock the time
 * @param closing takes what must be closed
 */
record ServiceWatches(
    Configuration configuration,
    ScanWiring scanning,
    ScanService scans,
    Clock clock,
    Deque<AutoCloseable> closing) {

  private static final Duration FILES = Duration.ofSeconds(30);
  private static final Duration STATEMENTS = Duration.ofSeconds(5);
  private static final Duration PROBE = Duration.ofMinutes(1);
  private static final Duration HOUSEKEEPING = Duration.ofHours(1);

  /**
   * Begins to look; the answer is what to ask for the health of the service.
   *
   * @throws IOException if what was seen last cannot be read from the state
   */
  List<HealthCheck> start(
      SqliteStore store,
      TrustWiring trust,
      ResultSigning signing,
      Map<String, DistributionClient> clients)
      throws IOException {
    Path state = configuration.state();
    List<HealthCheck> checks = new ArrayList<>();
    checks.add(new StateCheck(store, state, clock));
    String decompressors = scanning.parts().layers().decompressors().description();
    checks.add(() -> new HealthCheck.Result("decompression", HealthCheck.State.UP, decompressors));
    AdvisoryWatch advisories =
        new AdvisoryWatch(
            scanning.parts().knowledge(),
            scanning.advisories(),
            configuration.advisories().staleAfter(),
            scans,
            clock);
    checks.add(advisories);
    each(FILES, "advisories", advisories);
    PolicyWatch policy =
        new PolicyWatch(scanning.parts().judge(), trust.refresh(), scans, state, clock);
    checks.add(policy);
    each(FILES, "policy", policy);
    if (signing.signs()) {
      each(FILES, "signing", new SigningWatch(signing, scans, state, clock));
    }
    each(STATEMENTS, "statements", scans::tellStatements);
    scanning.urls().ifPresent(urls -> each(configuration.vex().refresh(), "vex-urls", urls));
    each(FILES, "vex", new VexWatch(scanning.vex(), scans, state, clock));
    Housekeeping housekeeping = new Housekeeping(store, Housekeeping.Limits.DEFAULT);
    each(HOUSEKEEPING, "housekeeping", () -> housekeeping.run(clock.instant()));
    clients.forEach((name, client) -> {
      RegistryProbe probe = new RegistryProbe(name, client);
      checks.add(probe);
      each(PROBE, "probe-" + name, probe);
    });
    return checks;
  }

  private void each(Duration pause, String name, Runnable action) {
    closing.push(Periodically.start(name, pause, action));
  }
}
