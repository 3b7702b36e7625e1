package io.registrysidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.registrysidecar.config.Configuration;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.store.StoreException;
import io.registrysidecar.testing.TestService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

  private TestService service;

  @BeforeEach
  void startRegistry() {
    service = new TestService(directory);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void whatIsPushedIsFoundByPollingAndItsResultsAreReferrers() throws Exception {
    Configuration configuration = service.configuration("REGISTRY_RECONCILE", "1s");
    try (Sidecar sidecar = service.start(configuration)) {
      Digest digest = service.push();

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
    try (Sidecar sidecar = service.start()) {
      Digest digest = service.push();
      String wish = "{\"image\": \"%s\"}".formatted(service.image());
      HttpResponse<String> asked = service.post(sidecar.port(), "/api/v1/scans", wish);
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
    Configuration configuration = service.configuration();
    Digest digest = service.push();
    service.stopRegistry();
    try (Sidecar sidecar = service.start(configuration)) {
      String event =
          """
          {"repository": "demo/shop", "tag": "1.0", "digest": "%s"}
          """
              .formatted(digest);
      assertThat(service.post(sidecar.port(), "/events/registry", event).statusCode())
          .isEqualTo(202);
    }

    service.startRegistryAgain();
    assertThat(service.push()).isEqualTo(digest);
    try (Sidecar _ = service.start(configuration)) {
      await().atMost(PATIENCE).until(() -> referrers(digest) == ARTIFACTS);
    }
  }

  @Test
  void whatAnOperatorStatesIsInTheNextReport() throws Exception {
    try (Sidecar sidecar = service.start("REGISTRY_RECONCILE", "1s")) {
      String image = "/api/v1/images/demo/shop@" + service.push();
      awaitScanned(sidecar, image);
      String worst = firstFinding(sidecar, image).path("id").asText();

      HttpResponse<String> stated =
          service.post(
              sidecar.port(),
              image + "/vex",
              """
              {"vulnerability": "%s", "status": "not_affected", "impact": "A test.", "author": "Ada"}
              """
                  .formatted(worst));

      assertThat(stated.statusCode()).as(stated.body()).isEqualTo(201);
      awaitStatus(sidecar, image, "suppressed");
      assertThat(get(sidecar, image + "/history?type=stated").path("items")).hasSize(1);
    }
  }

  @Test
  void otherVexFilesAreHeardAtTheNextStartAlsoWhenTheyAreGone() throws Exception {
    String image;
    String worst;
    try (Sidecar sidecar = service.start("REGISTRY_RECONCILE", "1s")) {
      image = "/api/v1/images/demo/shop@" + service.push();
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

    try (Sidecar sidecar = service.start("SIDECAR_VEX_FILES", file.toString())) {
      awaitStatus(sidecar, image, "suppressed");
    }
    try (Sidecar sidecar = service.start()) {
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
    try (Sidecar sidecar = service.start()) {
      JsonNode checks = get(sidecar, "/health/ready").path("checks");

      assertThat(checks.path("advisories").path("detail").asText())
          .isEqualTo(
              "only the sample is loaded; load the full data with registry-sidecar db import");
      assertThat(checks.path("state").path("status").asText()).isEqualTo("up");
      assertThat(checks.path("decompression").path("detail").asText()).contains("gzip (");
      assertThat(checks.path("registry registry").path("status").asText()).isEqualTo("up");
      assertThat(checks.path("policy").path("detail").asText()).isEqualTo("there is none");
    }
  }

  @Test
  void metricsTellWhatCameIn() throws Exception {
    try (Sidecar sidecar = service.start()) {
      String metrics = service.ask(sidecar.port(), "/metrics").body();

      assertThat(metrics)
          .contains("sidecar_events_total{outcome=\"accepted\"} 0.0")
          .contains("sidecar_layers_read_bytes_total 0.0")
          .contains("sidecar_history_broken_total 0.0", "sidecar_policy_unusable 0.0")
          .contains("sidecar_vex_unused_total{reason=\"not_believed\"} 0.0")
          .contains("sidecar_vex_unused_total{reason=\"unreadable\"} 0.0")
          .contains("jvm_memory_used_bytes");
    }
  }

  @Test
  void twoServicesDoNotShareAState() throws Exception {
    Configuration configuration = service.configuration();
    try (Sidecar _ = service.start(configuration)) {
      assertThatThrownBy(() -> service.start(configuration))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("another process uses " + configuration.state());
    }
  }

  @Test
  void aTakenPortLeavesNothingRunning() throws Exception {
    Configuration configuration;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      configuration = service.configuration("SIDECAR_LISTEN", "127.0.0.1:" + taken.getLocalPort());

      assertThatThrownBy(() -> service.start(configuration))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("listen on 127.0.0.1:" + taken.getLocalPort());
    }
    service.start(configuration).close();
  }

  private int referrers(Digest digest) throws IOException, InterruptedException {
    URI list = URI.create(service.registry() + "/v2/demo/shop/referrers/" + digest);
    String body = service.ask(list).body();
    return JSON.readTree(body).path("manifests").size();
  }

  private JsonNode get(Sidecar sidecar, String path) throws IOException, InterruptedException {
    return service.get(sidecar.port(), path);
  }
}
