package io.registrysidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.registrysidecar.advisory.db.AdvisorySample;
import io.registrysidecar.config.Configuration;
import io.registrysidecar.config.ConfigurationLoader;
import io.registrysidecar.demo.DemoImage;
import io.registrysidecar.demo.InMemoryRegistry;
import io.registrysidecar.demo.RegistryOptions;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.store.StoreException;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service as a whole, beside a registry in memory that tells it nothing unless a test says so.
 */
class SidecarTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Report, SBOM, SARIF; attestations of vulnerabilities, SBOM and audit trail. */
  private static final int ARTIFACTS = 6;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path directory;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = HttpClient.newHttpClient();
  private InMemoryRegistry registry;

  @BeforeEach
  void startRegistry() {
    registry = InMemoryRegistry.start(vertx, RegistryOptions.DEFAULT);
  }

  @AfterEach
  void stop() {
    registry.close();
    http.close();
    vertx.close().await();
  }

  @Test
  void whatIsPushedIsFoundByPollingAndItsResultsAreReferrers() throws Exception {
    Configuration configuration = configuration("REGISTRY_RECONCILE", "1s");
    try (Sidecar sidecar = start(configuration)) {
      Digest digest = push();

      await().atMost(PATIENCE).until(() -> referrers(digest) == ARTIFACTS);
      String path = "/api/v1/images/demo/shop@" + digest;
      await()
          .atMost(PATIENCE)
          .until(() -> get(sidecar, path).path("state").asText().equals("scanned"));
      JsonNode image = get(sidecar, path);
      assertThat(image.path("summary").path("critical").asInt()).isPositive();
      assertThat(get(sidecar, "/api/v1/images/demo/shop@" + digest + "/report").path("findings"))
          .isNotEmpty();
    }
  }

  @Test
  void aScanThatIsAskedForIsDoneAndCanBeFollowed() throws Exception {
    try (Sidecar sidecar = start(configuration())) {
      Digest digest = push();
      HttpResponse<String> asked =
          http.send(
              HttpRequest.newBuilder(uri(sidecar, "/api/v1/scans"))
                  .header("Content-Type", "application/json")
                  .POST(
                      BodyPublishers.ofString(
                          "{\"image\": \""
                              + registry.url().getRawAuthority()
                              + "/demo/shop:1.0\"}"))
                  .build(),
              BodyHandlers.ofString());
      assertThat(asked.statusCode()).isEqualTo(202);
      String location = asked.headers().firstValue("location").orElseThrow();

      await()
          .atMost(PATIENCE)
          .until(() -> get(sidecar, location).path("state").asText().equals("Done"));

      JsonNode scan = get(sidecar, location);
      assertThat(scan.path("digest").asText()).isEqualTo(digest.toString());
      assertThat(scan.path("failure").isNull()).isTrue();
      assertThat(referrers(digest)).isEqualTo(ARTIFACTS);
    }
  }

  @Test
  void whatWasAcceptedBeforeTheEndIsDoneAfterTheNextStart() throws Exception {
    Configuration configuration = configuration();
    Digest digest = push();
    URI address = registry.url();
    registry.close();
    try (Sidecar sidecar = start(configuration)) {
      int status =
          http.send(
                  HttpRequest.newBuilder(uri(sidecar, "/events/registry"))
                      .POST(
                          BodyPublishers.ofString(
                              "{\"repository\": \"demo/shop\", \"tag\": \"1.0\", \"digest\": \""
                                  + digest
                                  + "\"}"))
                      .build(),
                  BodyHandlers.discarding())
              .statusCode();
      assertThat(status).isEqualTo(202);
    }

    registry = InMemoryRegistry.start(vertx, RegistryOptions.DEFAULT.withPort(address.getPort()));
    assertThat(push(directory.resolve("again"))).isEqualTo(digest);
    try (Sidecar _ = start(configuration)) {
      await().atMost(PATIENCE).until(() -> referrers(digest) == ARTIFACTS);
    }
  }

  @Test
  void whatAnOperatorStatesIsInTheNextReport() throws Exception {
    try (Sidecar sidecar = start(configuration("REGISTRY_RECONCILE", "1s"))) {
      String image = "/api/v1/images/demo/shop@" + push();
      awaitScanned(sidecar, image);
      String worst = firstFinding(sidecar, image).path("id").asText();

      HttpResponse<String> stated =
          http.send(
              HttpRequest.newBuilder(uri(sidecar, image + "/vex"))
                  .header("Content-Type", "application/json")
                  .POST(
                      BodyPublishers.ofString(
                          """
                          {"vulnerability": "%s", "status": "not_affected", "impact": "A test.", "author": "Ada"}
                          """
                              .formatted(worst)))
                  .build(),
              BodyHandlers.ofString());

      assertThat(stated.statusCode()).as(stated.body()).isEqualTo(201);
      awaitStatus(sidecar, image, "suppressed");
      assertThat(get(sidecar, image + "/history?type=stated").path("items")).hasSize(1);
    }
  }

  @Test
  void otherVexFilesAreHeardAtTheNextStartAlsoWhenTheyAreGone() throws Exception {
    String image;
    String worst;
    try (Sidecar sidecar = start(configuration("REGISTRY_RECONCILE", "1s"))) {
      image = "/api/v1/images/demo/shop@" + push();
      awaitScanned(sidecar, image);
      worst = firstFinding(sidecar, image).path("id").asText();
    }
    Path file = directory.resolve("team.openvex.json");
    Files.writeString(
        file,
        """
        {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "urn:team", "author": "Ada", "version": 1,
         "timestamp": "2026-01-01T00:00:00Z", "statements": [{"vulnerability": {"name": "%s"},
         "products": [{"@id": "pkg:oci/shop"}], "status": "fixed"}]}
        """
            .formatted(worst));

    try (Sidecar sidecar = start(configuration("SIDECAR_VEX_FILES", file.toString()))) {
      awaitStatus(sidecar, image, "suppressed");
    }
    try (Sidecar sidecar = start(configuration())) {
      awaitStatus(sidecar, image, "fixed-available");
    }
  }

  private void awaitScanned(Sidecar sidecar, String image) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> get(sidecar, image).path("state").asText().equals("scanned"));
  }

  private void awaitStatus(Sidecar sidecar, String image, String status) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(firstFinding(sidecar, image).path("status").asText()).isEqualTo(status));
  }

  private JsonNode firstFinding(Sidecar sidecar, String image) throws Exception {
    return get(sidecar, image + "/report").path("findings").path(0);
  }

  @Test
  void readinessTellsWhatTheResultsLack() throws Exception {
    try (Sidecar sidecar = start(configuration())) {
      JsonNode checks = get(sidecar, "/health/ready").path("checks");

      assertThat(checks.path("advisories").path("detail").asText())
          .isEqualTo(
              "only the sample is loaded; load the full data with registry-sidecar db import");
      assertThat(checks.path("state").path("status").asText()).isEqualTo("up");
      assertThat(checks.path("decompression").path("detail").asText()).contains("gzip (");
      assertThat(checks.path("registry registry").path("status").asText()).isEqualTo("up");
    }
  }

  @Test
  void metricsTellWhatCameIn() throws Exception {
    try (Sidecar sidecar = start(configuration())) {
      String metrics =
          http.send(
                  HttpRequest.newBuilder(uri(sidecar, "/metrics")).build(), BodyHandlers.ofString())
              .body();

      assertThat(metrics)
          .contains("sidecar_events_total{outcome=\"accepted\"} 0.0")
          .contains("sidecar_layers_read_bytes_total 0.0")
          .contains("jvm_memory_used_bytes");
    }
  }

  @Test
  void twoServicesDoNotShareAState() throws Exception {
    Configuration configuration = configuration();
    try (Sidecar _ = start(configuration)) {
      assertThatThrownBy(() -> start(configuration))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("another process uses " + configuration.state());
    }
  }

  @Test
  void aTakenPortLeavesNothingRunning() throws Exception {
    Configuration configuration;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      configuration = configuration("SIDECAR_LISTEN", "127.0.0.1:" + taken.getLocalPort());

      assertThatThrownBy(() -> start(configuration))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("listen on 127.0.0.1:" + taken.getLocalPort());
    }
    start(configuration).close();
  }

  private Configuration configuration(String... more) throws Exception {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "REGISTRY_URL",
                registry.url().toString(),
                "REGISTRY_RECONCILE",
                "off",
                "SIDECAR_LISTEN",
                "127.0.0.1:0",
                "SIDECAR_STATE",
                directory.resolve("state").toString()));
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    return new ConfigurationLoader(environment, Map.of()).load(null);
  }

  private static Sidecar start(Configuration configuration) throws Exception {
    AdvisorySample.importTo(configuration.advisories().database(), InstantSource.system());
    return Sidecar.start(configuration, Map.of(), "test");
  }

  private Digest push() throws Exception {
    return push(directory.resolve("image"));
  }

  private Digest push(Path work) throws Exception {
    return new DemoImage(Files.createDirectory(work))
        .push(registry.url().getRawAuthority() + "/demo/shop:1.0");
  }

  private int referrers(Digest digest) throws IOException, InterruptedException {
    URI list = URI.create(registry.url() + "/v2/demo/shop/referrers/" + digest);
    String body = http.send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString()).body();
    return JSON.readTree(body).path("manifests").size();
  }

  private JsonNode get(Sidecar sidecar, String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(HttpRequest.newBuilder(uri(sidecar, path)).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static URI uri(Sidecar sidecar, String path) {
    return URI.create("http://127.0.0.1:" + sidecar.port() + path);
  }
}
