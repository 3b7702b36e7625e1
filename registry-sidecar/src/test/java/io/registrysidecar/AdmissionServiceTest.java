package io.registrysidecar;

import static org.assertj.core.api.Assertions.assertThat;
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
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
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

/** Clusters that ask the service about images that nobody has told it of. */
class AdmissionServiceTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String STRICT =
      "version: 1\nrules:\n  - {id: severe, vulnerabilities: {severity: high}}\n";
  private static final String LENIENT =
      "version: 1\n"
          + "rules:\n"
          + "  - {id: slim, expression: {cel: \"components.size() < 100000\", message: too"
          + " large}}\n";

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
  void anUnknownImageIsScannedWhileTheAnswerWaitsAndThenItsVerdictDecides() throws Exception {
    int port = freePort();
    try (Sidecar sidecar = start(port, STRICT)) {
      Digest digest = push();

      JsonNode verdict = verdict(port, image());

      assertThat(verdict.path("verdict").asText()).isEqualTo("FAILED");
      assertThat(verdict.path("allowed").asBoolean()).isFalse();
      assertThat(verdict.path("digest").asText()).isEqualTo(digest.toString());
      assertThat(verdict.path("reasons").get(0).asText()).startsWith("severe: ");
      assertThat(verdict.path("reports"))
          .extracting(report -> report.path("type").asText())
          .contains("application/sarif+json");
      assertThat(get(sidecar.port(), "/api/v1/verdict?image=" + encoded(image())))
          .isEqualTo(verdict);
      assertThat(get(sidecar.port(), "/health/ready").at("/checks/admission/detail").asText())
          .isEqualTo("answers without a certificate");
    }
  }

  @Test
  void anotherPolicyChangesTheAnswer() throws Exception {
    int port = freePort();
    try (Sidecar sidecar = start(port, LENIENT)) {
      push();
      assertThat(verdict(port, image()).path("allowed").asBoolean()).isTrue();
      assertThat(sidecar.port()).isPositive();
    }
    try (Sidecar _ = start(port, STRICT)) {
      await().atMost(PATIENCE).until(() -> !verdict(port, image()).path("allowed").asBoolean());
    }
  }

  @Test
  void whatTheRegistryDoesNotHaveIsNotWaitedFor() throws Exception {
    int port = freePort();
    try (Sidecar _ = start(port, STRICT)) {
      HttpResponse<String> answer = ask(port, "/admission/verdict?image=" + encoded(image() + "x"));

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(JSON.readTree(answer.body()).path("reasons").get(0).asText())
          .endsWith("/demo/shop has nothing that is called 1.0x");
    }
  }

  @Test
  void aReviewIsAnsweredWithTheRightStatus() throws Exception {
    int port = freePort();
    try (Sidecar _ = start(port, STRICT)) {
      assertThat(post(port, "/admission/validate?timeout=10s", "{}").statusCode()).isEqualTo(400);
      assertThat(post(port, "/admission/validate?timeout=10s", "{\"request\":{\"uid\":\"u\"}}"))
          .extracting(HttpResponse::statusCode, HttpResponse::body)
          .contains(200)
          .anyMatch(body -> body.toString().contains("\"uid\":\"u\",\"allowed\":false"));
      assertThat(post(port, "/admission/kyverno", "[1]").statusCode()).isEqualTo(400);
      assertThat(post(port, "/admission/kyverno", " ".repeat((1 << 20) + 1)).statusCode())
          .isEqualTo(413);
    }
  }

  private Sidecar start(int port, String policy) throws Exception {
    Path file = Files.writeString(directory.resolve("policy.yaml"), policy);
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "REGISTRY_URL",
                registry.url().toString(),
                "REGISTRY_RECONCILE",
                "off",
                "SIDECAR_LISTEN",
                "127.0.0.1:0",
                "SIDECAR_ADMISSION_LISTEN",
                "127.0.0.1:" + port,
                "SIDECAR_ADMISSION_DEADLINE",
                "30s",
                "SIDECAR_POLICY_FILE",
                file.toString(),
                "SIDECAR_STATE",
                directory.resolve("state").toString()));
    Configuration configuration = new ConfigurationLoader(environment, Map.of()).load(null);
    AdvisorySample.importTo(configuration.advisories().database(), InstantSource.system());
    return Sidecar.start(configuration, Map.of(), "test");
  }

  private Digest push() throws Exception {
    return new DemoImage(Files.createDirectory(directory.resolve("image"))).push(image());
  }

  private String image() {
    return registry.url().getRawAuthority() + "/demo/shop:1.0";
  }

  private JsonNode verdict(int port, String image) throws IOException, InterruptedException {
    return get(port, "/admission/verdict?image=" + encoded(image));
  }

  private JsonNode get(int port, String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = ask(port, path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private HttpResponse<String> ask(int port, String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(int port, String path, String body)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return http.send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static String encoded(String image) {
    return URLEncoder.encode(image, StandardCharsets.UTF_8);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
