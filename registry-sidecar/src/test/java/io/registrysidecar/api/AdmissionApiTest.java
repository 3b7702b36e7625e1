package io.registrysidecar.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clusters and scripts ask over HTTP about images of which nothing is known. */
class AdmissionApiTest {

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

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/verdict", "/admission/verdict"})
  void anImageWithoutAVerdictIsNotFoundAndStillAnAnswer(String path) throws Exception {
    JsonNode verdict =
        api.json(path + "?image=elsewhere.example/app:1&namespace=prod", 404, "Verdict");

    assertThat(verdict.path("allowed").asBoolean()).isFalse();
    assertThat(verdict.path("verdict").asText()).isEqualTo("UNKNOWN");
    assertThat(verdict.path("reasons").get(0).asText())
        .isEqualTo("the registry elsewhere.example is not looked after");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/admission/verdict", "/admission/verdict?image=Not%20A%20Reference"})
  void anImageMustBeNamed(String path) throws Exception {
    api.json(path, 400, "Problem");
  }

  @Test
  void kyvernoIsAnsweredAsDescribed() throws Exception {
    HttpResponse<String> answer =
        api.post("/admission/kyverno", "{\"images\": [\"elsewhere.example/app:1\"]}");

    assertThat(api.checked(answer, 200, "KyvernoAnswer").path("allowed").asBoolean()).isFalse();
  }

  @Test
  void whatIsAskedMustBeJsonAndNotTooLong() throws Exception {
    assertThat(api.post("/admission/gatekeeper", "x".repeat((1 << 20) + 1)).statusCode())
        .isEqualTo(413);
    api.checked(api.post("/admission/gatekeeper", "x"), 400, "Problem");
    api.checked(api.post("/admission/validate", "null"), 400, "Problem");
    api.checked(api.get("/admission/validate"), 405, "Problem");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?timeout=10s", "?timeout=0s", "?timeout=soon", ""})
  void whateverTheClientSaysOfItsPatienceItIsAnswered(String query) throws Exception {
    HttpResponse<String> answer =
        api.post(
            "/admission/validate" + query,
            """
            {"kind": "AdmissionReview", "apiVersion": "admission.k8s.io/v1", "request": {
              "uid": "u-1", "kind": {"group": "", "kind": "Pod"}, "operation": "CREATE",
              "object": {"spec": {"containers": [{"image": "elsewhere.example/app:1"}]}}}}
            """);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"uid\":\"u-1\",\"allowed\":false");
  }
}
