package io.registrysidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.testing.TestService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
  void anUnknownImageIsScannedWhileTheAnswerWaitsAndThenItsVerdictDecides() throws Exception {
    int port = freePort();
    try (Sidecar sidecar = start(port, STRICT)) {
      Digest digest = service.push();

      JsonNode verdict = verdict(port, service.image());

      assertThat(verdict.path("verdict").asText()).isEqualTo("FAILED");
      assertThat(verdict.path("allowed").asBoolean()).isFalse();
      assertThat(verdict.path("digest").asText()).isEqualTo(digest.toString());
      assertThat(verdict.path("reasons").get(0).asText()).startsWith("severe: ");
      assertThat(verdict.path("reports"))
          .extracting(report -> report.path("type").asText())
          .contains("application/sarif+json");
      assertThat(service.get(sidecar.port(), "/api/v1/verdict?image=" + encoded(service.image())))
          .isEqualTo(verdict);
      assertThat(
              service.get(sidecar.port(), "/health/ready").at("/checks/admission/detail").asText())
          .isEqualTo("answers without a certificate");
    }
  }

  @Test
  void anotherPolicyChangesTheAnswer() throws Exception {
    int port = freePort();
    try (Sidecar sidecar = start(port, LENIENT)) {
      service.push();
      assertThat(verdict(port, service.image()).path("allowed").asBoolean()).isTrue();
      assertThat(sidecar.port()).isPositive();
    }
    try (Sidecar _ = start(port, STRICT)) {
      await()
          .atMost(PATIENCE)
          .until(() -> !verdict(port, service.image()).path("allowed").asBoolean());
    }
  }

  @Test
  void aPolicyThatCannotBeUsedAnyMoreIsSaidByReadiness() throws Exception {
    try (Sidecar sidecar = start(freePort(), STRICT)) {
      assertThat(policyCheck(sidecar).path("status").asText()).isEqualTo("up");

      Files.writeString(
          directory.resolve("policy.yaml"), "version: 1\nrules: [{id: m, malwear: {}}]\n");
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> {
            assertThat(policyCheck(sidecar).path("status").asText()).isEqualTo("degraded");
            assertThat(policyCheck(sidecar).path("detail").asText())
                .startsWith("nothing is decided until it is mended: ")
                .contains("2:17: rules[0].malwear: unknown field");
          });
    }
  }

  private JsonNode policyCheck(Sidecar sidecar) throws Exception {
    return service.get(sidecar.port(), "/health/ready").at("/checks/policy");
  }

  @Test
  void whatTheRegistryDoesNotHaveIsNotWaitedFor() throws Exception {
    int port = freePort();
    try (Sidecar _ = start(port, STRICT)) {
      HttpResponse<String> answer =
          service.ask(port, "/admission/verdict?image=" + encoded(service.image() + "x"));

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(JSON.readTree(answer.body()).path("reasons").get(0).asText())
          .endsWith("/demo/shop has nothing that is called 1.0x");
    }
  }

  @Test
  void aReviewIsAnsweredWithTheRightStatus() throws Exception {
    int port = freePort();
    try (Sidecar _ = start(port, STRICT)) {
      assertThat(service.post(port, "/admission/validate?timeout=10s", "{}").statusCode())
          .isEqualTo(400);
      assertThat(
              service.post(
                  port, "/admission/validate?timeout=10s", "{\"request\":{\"uid\":\"u\"}}"))
          .extracting(HttpResponse::statusCode, HttpResponse::body)
          .contains(200)
          .anyMatch(body -> body.toString().contains("\"uid\":\"u\",\"allowed\":false"));
      assertThat(service.post(port, "/admission/kyverno", "[1]").statusCode()).isEqualTo(400);
      assertThat(service.post(port, "/admission/kyverno", " ".repeat((1 << 20) + 1)).statusCode())
          .isEqualTo(413);
    }
  }

  private Sidecar start(int port, String policy) throws Exception {
    Path file = Files.writeString(directory.resolve("policy.yaml"), policy);
    return service.start(
        "SIDECAR_ADMISSION_LISTEN",
        "127.0.0.1:" + port,
        "SIDECAR_ADMISSION_DEADLINE",
        "30s",
        "SIDECAR_POLICY_FILE",
        file.toString());
  }

  private JsonNode verdict(int port, String image) throws IOException, InterruptedException {
    return service.get(port, "/admission/verdict?image=" + encoded(image));
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
