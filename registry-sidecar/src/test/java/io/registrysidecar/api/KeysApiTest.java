package io.registrysidecar.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The public keys over HTTP; there is one for scan results, and none for releases. */
class KeysApiTest {

  @TempDir Path state;
  private RunningApi api;

  @BeforeEach
  void start() throws Exception {
    api = RunningApi.start(state);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void keysAreListedAsDescribed() throws Exception {
    HttpResponse<String> answer = api.get("/keys");
    JsonNode keys = new ObjectMapper().readTree(answer.body());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(keys).hasSize(1);
    assertThat(api.violations(keys.path(0), "PublicKey")).isEmpty();
    assertThat(keys.at("/0/pem").asText()).isEqualTo(api.get("/keys/cosign.pub").body());
  }

  @ParameterizedTest
  @CsvSource({
    "/keys/notary-root.pem, application/x-pem-file, -----BEGIN CERTIFICATE-----",
    "/keys/trustpolicy.json?scope=registry.example.com/team/app, application/json, team/app",
    "/keys/cosign.txt, text/plain; charset=utf-8, cosign verify-attestation",
    "/keys/notation.txt, text/plain; charset=utf-8, notation verify",
    "/keys/kyverno.yaml?image=registry.example.com/team/*, application/yaml, kind: ClusterPolicy",
    "/keys/policy-controller.yaml, application/yaml, kind: ClusterImagePolicy",
    "/keys/ratify.yaml, application/yaml, kind: KeyManagementProvider",
    "/keys/gatekeeper.yaml, application/yaml, kind: ConstraintTemplate"
  })
  void whatOthersPasteIsServed(String path, String type, String content) throws Exception {
    HttpResponse<String> answer = api.get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains(type);
    assertThat(answer.body()).contains(content).doesNotContain("PRIVATE");
  }

  @Test
  void aKeyThatIsNotThereIsNotFound() throws Exception {
    assertThat(api.json("/keys/cosign.pub?role=release", 404, "Problem").path("detail").asText())
        .isEqualTo("there is no key for released images yet");
  }

  @Test
  void nothingButAReferenceGetsIntoAPolicy() throws Exception {
    api.json("/keys/kyverno.yaml?image=a%22%5D%0Aevil:", 400, "Problem");
    api.json("/keys/kyverno.yaml?role=other", 400, "Problem");
  }
}
