package io.registrysidecar.e2e.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.registrysidecar.admission.Admission;
import io.registrysidecar.admission.WatchedRegistry;
import io.registrysidecar.api.AdmissionApi;
import io.registrysidecar.api.ApiServer;
import io.registrysidecar.api.BearerTokens;
import io.registrysidecar.api.Listener;
import io.registrysidecar.api.TlsFiles;
import io.registrysidecar.config.ConfigurationLoader;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.DistributionClients;
import io.registrysidecar.oci.client.RegistryAccess;
import io.registrysidecar.oci.client.SubjectLock;
import io.registrysidecar.policy.Judge;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.ImageResult;
import io.registrysidecar.store.ImageStore;
import io.registrysidecar.store.SeverityCounts;
import io.registrysidecar.store.jdbc.SqliteStore;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * The way of a review to its answer as the service has it, over a state with many images that were
 * scanned, every other one denied. Prints its port, and ends with its input.
 */
final class AdmissionServer {

  static final int IMAGES = 1000;
  static final RepositoryName REPOSITORY = new RepositoryName("bench/app");

  private static final String REGISTRY = "main";
  private static final int COMPONENTS = 2000;

  private AdmissionServer() {}

  /** The digest of an image; its tag is its number. */
  static Digest digest(int image) {
    return Digest.sha256(("image " + image).getBytes(UTF_8));
  }

  static boolean isAllowed(int image) {
    return image % 2 == 0;
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    URI registry = URI.create(arguments[1]);
    TlsFiles tls = new TlsFiles(Path.of(arguments[2]), Path.of(arguments[3]), null);
    Vertx vertx = Vertx.vertx();
    DistributionClients clients = new DistributionClients(vertx, "bench", SubjectLock.inProcess());
    try (SqliteStore store = SqliteStore.open(folder, Instant.now());
        DistributionClient client = clients.open(RegistryAccess.of(registry))) {
      fill(store.images());
      Admission admission =
          new Admission(
              List.of(new WatchedRegistry(REGISTRY, client.host(), registry, name -> true, client)),
              store,
              new ConfigurationLoader(Map.of(), Map.of()).load(null).admission().rules(),
              Judge.NO_POLICY,
              image -> {},
              InstantSource.system(),
              128);
      try (ApiServer server =
          ApiServer.start(
              vertx,
              new Listener("127.0.0.1", 0, tls, 256, 24 << 20),
              new AdmissionApi(admission).routes(),
              new BearerTokens(List.of()),
              new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))) {
        System.out.println(server.port());
        while (System.in.read() >= 0) {
          // Whoever started this closes its output to end it.
        }
      }
    }
    vertx.close().await();
  }

  private static void fill(ImageStore images) {
    String components =
        "{\"purl\":\"pkg:deb/debian/openssl@3.0.11-1~deb12u2\",\"name\":\"openssl\",\"paths\":[\"var/lib/dpkg/status\"]},"
            .repeat(COMPONENTS);
    for (int i = 0; i < IMAGES; i++) {
      String report =
          "{\"schemaVersion\":\"1\",\"components\":[%s{}],\"verdict\":{\"result\":\"%s\",\"reasons\":[\"severe: critical CVE-2024-%d\"]}}"
              .formatted(components, isAllowed(i) ? "WARNED" : "FAILED", i);
      images.scanned(
          new ImageKey(REGISTRY, REPOSITORY, digest(i)),
          new ImageResult(
              new SeverityCounts(1, 0, 0, 0, 0, 0, 0),
              "complete",
              "1",
              report.getBytes(UTF_8),
              Instant.now()));
    }
  }
}
