package io.registrysidecar;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.registrysidecar.admission.Admission;
import io.registrysidecar.api.Api;
import io.registrysidecar.api.ApiServer;
import io.registrysidecar.api.BearerTokens;
import io.registrysidecar.api.CannotListen;
import io.registrysidecar.api.HealthCheck;
import io.registrysidecar.api.Listener;
import io.registrysidecar.api.Registries;
import io.registrysidecar.config.Configuration;
import io.registrysidecar.config.RegistrySettings;
import io.registrysidecar.image.ScratchSpace;
import io.registrysidecar.intake.EventReceiver;
import io.registrysidecar.intake.IntakeCounts;
import io.registrysidecar.job.DurableJobs;
import io.registrysidecar.oci.Secret;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.policy.PolicyException;
import io.registrysidecar.publish.FileLocks;
import io.registrysidecar.publish.ResultSigning;
import io.registrysidecar.scan.Publishing;
import io.registrysidecar.scan.ScanService;
import io.registrysidecar.sign.key.KeyDocuments;
import io.registrysidecar.sign.key.KeyFailure;
import io.registrysidecar.store.ImageNews;
import io.registrysidecar.store.ObservedStore;
import io.registrysidecar.store.jdbc.SqliteStore;
import io.registrysidecar.store.jdbc.StateLock;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service: every object wired to the others by plain constructors.
 *
 * <p>What is opened first is closed last. So the end goes from the outside in: no new requests, no
 * new events, no new jobs; what runs ends or is given back; then the registries, the state, and the
 * lock on it are let go.
 */
public final class Sidecar implements AutoCloseable {

  /** The file in the state directory by whose bytes processes keep out of each other's way. */
  static final String LOCKS = "publish.lock";

  private static final Logger LOG = LoggerFactory.getLogger(Sidecar.class);
  private static final Duration HEAP_WATCH = Duration.ofMillis(200);

  private final Configuration configuration;
  private final ConfiguredRegistries registries;
  private final Clock clock = Clock.systemUTC();
  private final Deque<AutoCloseable> closing = new ArrayDeque<>();
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private volatile boolean stopping;
  private int port;

  private Sidecar(Configuration configuration) {
    this.configuration = configuration;
    this.registries = new ConfiguredRegistries(configuration.registries());
  }

  /**
   * Starts the service; it takes notifications when this returns.
   *
   * @param environment the environment of the process, which may name a Docker configuration
   * @param version of this program
   * @throws CannotStart if it cannot start; nothing is left running
   */
  public static Sidecar start(
      Configuration configuration, Map<String, String> environment, String version)
      throws CannotStart {
    Sidecar sidecar = new Sidecar(configuration);
    try {
      sidecar.wire(environment, version);
      return sidecar;
    } catch (IOException | CannotListen | KeyFailure | PolicyException e) {
      sidecar.close();
      throw new CannotStart(String.valueOf(e.getMessage()), e);
    } catch (CannotStart | RuntimeException e) {
      sidecar.close();
      throw e;
    }
  }

  /** The port that it listens on. */
  public int port() {
    return port;
  }

  /**
   * Ends in good order, within seconds. Whatever was accepted and is not done is done after the
   * next start.
   */
  @Override
  public synchronized void close() {
    stopping = true;
    while (!closing.isEmpty()) {
      Closing.close(closing.pop());
    }
  }

  private void wire(Map<String, String> environment, String version)
      throws IOException, CannotListen, KeyFailure, PolicyException, CannotStart {
    Path state = configuration.state();
    opened(StateLock.take(state));
    TrustWiring trust = TrustWiring.ofService(configuration, environment, clock);
    SqliteStore store = opened(SqliteStore.open(state, clock.instant()));
    Vertx vertx = EventLoops.few();
    opened(() -> vertx.close().await());
    ImageNews news = new ImageNews();
    ObservedStore observed = new ObservedStore(store, news);
    Map<String, DistributionClient> clients = clients(vertx, environment, version);
    ResultSigning signing = SigningKeyRing.results(configuration, trust.keys(), version, clock);
    ScanWiring scanning =
        opened(
            new ScanWiring(
                configuration,
                configuration.advisories().database(),
                new ScratchSpace(
                    state.resolve("scratch"), configuration.layers().scratchBytes().bytes()),
                version,
                trust,
                SigningKeyRing.own(signing),
                new WebServers(vertx, version),
                clock));
    scanning.checkPolicy();
    FileLocks locks = opened(new FileLocks(state.resolve(LOCKS)));
    DurableJobs jobs =
        opened(
            new DurableJobs(
                store.jobs(),
                store.dataSource(),
                registries.jobs(),
                clock,
                RandomGenerator.getDefault()));
    OldGeneration.ofThisProcess(jobs::isQuiet)
        .ifPresent(heap -> opened(Periodically.start("heap", HEAP_WATCH, heap)));
    ScanService scans =
        new ScanService(
            scanning.parts(),
            observed,
            jobs,
            clients,
            new Publishing(locks, signing, registries.unwritten()));
    ServiceJobs serviceJobs = new ServiceJobs(scans, observed, jobs, clients, clock);
    jobs.start(serviceJobs.handlers());
    Admission admission =
        AdmissionWiring.admission(
            configuration.admission(),
            configuration.registries(),
            clients,
            store,
            scanning.parts().judge(),
            AdmissionWiring.wish(jobs, scans::generation, observed.images(), clock),
            meters,
            clock);
    news.tell(admission);

    List<HealthCheck> checks =
        new ServiceWatches(configuration, scanning, scans, clock, closing)
            .start(store, trust, signing, clients);
    IntakeCounts counts = new IntakeCounts();
    EventReceiver receiver =
        new IntakeWiring(registries, serviceJobs, clock, closing).start(counts);
    ServiceMeters.bind(meters, counts, scanning, scans.noticed(), closing);
    checks.addAll(
        AdmissionWiring.listen(
            vertx, configuration.admission(), admission, meters, clock, closing));
    Api api =
        new Api(
            store,
            receiver,
            serviceJobs::request,
            scans::tellStatements,
            new Registries(registries.hosts()),
            admission,
            new KeyDocuments(trust.keys()),
            meters,
            checks,
            () -> stopping,
            clock);
    ApiServer server =
        opened(
            ApiServer.start(
                vertx,
                Listener.plain(configuration.listen().host(), configuration.listen().port()),
                api.routes(),
                new BearerTokens(configuration.apiTokens().stream().map(Secret::reveal).toList()),
                meters));
    port = server.port();
    announce(version);
  }

  private void announce(String version) {
    if (configuration.insecure() && !configuration.listen().isLoopback()) {
      LOG.atWarn()
          .addKeyValue("listen", configuration.listen())
          .log("insecure: anybody who reaches this address may ask for scans and read results");
    }
    LOG.atInfo()
        .addKeyValue("version", version)
        .addKeyValue("host", configuration.listen().host())
        .addKeyValue("port", port)
        .addKeyValue("state", configuration.state())
        .addKeyValue("registries", registries.hosts())
        .log("ready");
  }

  private <T extends AutoCloseable> T opened(T thing) {
    closing.push(thing);
    return thing;
  }

  private Map<String, DistributionClient> clients(
      Vertx vertx, Map<String, String> environment, String version) throws IOException {
    RegistryConnections access =
        new RegistryConnections(
            RegistryConnections.clients(vertx, configuration, version),
            configuration.registries(),
            environment,
            () -> {});
    Map<String, DistributionClient> clients = new LinkedHashMap<>();
    for (RegistrySettings registry : configuration.registries()) {
      clients.put(registry.name(), opened(access.of(registry)));
    }
    return clients;
  }
}
