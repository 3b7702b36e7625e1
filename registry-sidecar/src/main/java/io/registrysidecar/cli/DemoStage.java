package io.registrysidecar.cli;

import io.registrysidecar.CannotStart;
import io.registrysidecar.RegistryConnections;
import io.registrysidecar.Sidecar;
import io.registrysidecar.advisory.db.AdvisorySample;
import io.registrysidecar.config.Configuration;
import io.registrysidecar.config.ConfigurationException;
import io.registrysidecar.config.ConfigurationLoader;
import io.registrysidecar.demo.DemoImage;
import io.registrysidecar.demo.InMemoryRegistry;
import io.registrysidecar.demo.RegistryOptions;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.oci.Reference;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.publish.PublishedImage;
import io.registrysidecar.publish.PublishedResults;
import io.registrysidecar.scan.ScanService;
import io.registrysidecar.schema.MediaTypes;
import io.registrysidecar.store.DeadJob;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.JobFilter;
import io.registrysidecar.store.PageRequest;
import io.registrysidecar.store.Store;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * The demonstration: a registry, the sidecar beside it as an operator would configure it, and a
 * consumer.
 */
final class DemoStage implements AutoCloseable {

  private static final Set<String> RESULTS =
      Set.of(MediaTypes.REPORT, MediaTypes.CYCLONEDX, MediaTypes.SARIF);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final String IMAGE = "demo/shop:1.0";

  private final Stopwatch steps;
  private final TemporaryDirectory directory;
  private final Vertx vertx;
  private final InMemoryRegistry registry;
  private final Sidecar sidecar;
  private final Configuration configuration;
  private final RegistryConnections consumer;
  private boolean closed;

  private DemoStage(Stopwatch steps, Map<String, String> environment)
      throws IOException, ConfigurationException, CannotStart {
    this.steps = steps;
    this.directory = TemporaryDirectory.create("registry-sidecar-demo-");
    // The registry wants to know where to send notifications before the sidecar has started.
    int port = freePort();
    String token = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    this.vertx = Vertx.vertx();
    this.registry =
        InMemoryRegistry.start(
            vertx,
            RegistryOptions.DEFAULT.with(
                new RegistryOptions.Events(
                    URI.create("http://127.0.0.1:" + port + "/events/registry"),
                    Map.of("Authorization", "Bearer " + token))));
    steps.say("a registry in memory listens at " + registry.url());
    this.configuration =
        new ConfigurationLoader(
                Map.of(
                    "REGISTRY_URL",
                    registry.url().toString(),
                    "REGISTRY_EVENTS_TOKEN",
                    token,
                    "REGISTRY_RECONCILE",
                    "off",
                    "SIDECAR_LISTEN",
                    "127.0.0.1:" + port,
                    "SIDECAR_STATE",
                    directory.path().resolve("state").toString()),
                Map.of())
            .load(null);
    AdvisorySample.importTo(configuration.advisories().database(), InstantSource.system());
    steps.say("the sample advisories are loaded");
    this.sidecar = Sidecar.start(configuration, environment, Version.text());
    steps.say("the sidecar listens at " + sidecarUrl());
    this.consumer = RegistryConnections.open(configuration, Map.of(), Version.text());
  }

  /** Starts everything. */
  static DemoStage build(Stopwatch steps, Map<String, String> environment) throws Exception {
    return new DemoStage(steps, environment);
  }

  URI sidecarUrl() {
    return URI.create("http://127.0.0.1:" + sidecar.port());
  }

  URI registryUrl() {
    return registry.url();
  }

  /** The image's whole name. */
  String image() {
    return registry.url().getRawAuthority() + "/" + IMAGE;
  }

  /** Builds the image and pushes it; the registry notifies the sidecar of it. */
  Digest push() throws IOException, InterruptedException {
    Digest digest =
        new DemoImage(Files.createDirectory(directory.path().resolve("image"))).push(image());
    steps.say("jib has built and pushed " + image());
    return digest;
  }

  /**
   * Waits until the registry shows the results of the image, and the scan that wrote them has
   * ended: attestations come after what they attest.
   */
  PublishedImage awaitResults(Digest digest)
      throws IOException,
          RegistryException,
          MalformedReference,
          CommandFailure,
          InterruptedException {
    Reference reference = Reference.parse(image());
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (DistributionClient client = consumer.of(reference, true);
        Store store = LocalState.open(configuration, Instant.now())) {
      while (System.nanoTime() < end) {
        if (read(client, reference).filter(DemoStage::hasAll).isPresent() && hasEnded(store)) {
          Optional<PublishedImage> seen = read(client, reference);
          if (seen.isPresent()) {
            steps.say("the registry shows the results as referrers of the image");
            return seen.get();
          }
        }
        Thread.sleep(PAUSE);
      }
    }
    throw new CommandFailure(
        "wait for the results of "
            + image()
            + ": not complete after "
            + PATIENCE.toSeconds()
            + " s; "
            + whatTheSidecarSays(new ImageKey("registry", reference.repository(), digest)));
  }

  private String whatTheSidecarSays(ImageKey image) throws CommandFailure {
    try (Store store = LocalState.open(configuration, Instant.now())) {
      List<DeadJob> dead = store.jobs().dead(JobFilter.ALL, PageRequest.first(1)).items();
      if (!dead.isEmpty()) {
        return "the sidecar gave up: " + dead.getFirst().reason();
      }
      return store
          .images()
          .find(image)
          .map(known ->
              "the sidecar has the image, its state is " + known.state() + " " + known.detail())
          .orElse("no notification of the image has arrived");
    }
  }

  private static Optional<PublishedImage> read(DistributionClient client, Reference reference)
      throws RegistryException {
    return PublishedResults.read(client, reference.repository(), reference.key());
  }

  private static boolean hasEnded(Store store) {
    var scans = new JobFilter(ScanService.SCAN, null, null);
    return store.jobs().list(scans, PageRequest.first(1)).items().isEmpty();
  }

  private static boolean hasAll(PublishedImage seen) {
    return seen.report() != null
        && seen.referrers().stream()
            .map(referrer -> String.valueOf(referrer.artifactType()))
            .collect(Collectors.toSet())
            .containsAll(RESULTS);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Ends everything, once. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      consumer.close();
      sidecar.close();
      registry.close();
      vertx.close().await();
      directory.close();
    }
  }
}
