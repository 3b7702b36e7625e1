package io.registrysidecar.admission;

import static io.registrysidecar.admission.WebhookCalls.TIME;
import static io.registrysidecar.admission.WebhookCalls.ask;
import static io.registrysidecar.admission.WebhookCalls.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Kyverno asks in its own words, and is answered. */
class KyvernoTest {

  private final World world = new World();
  private final Webhook kyverno = new KyvernoCalls(world.decisions, TIME);

  @Test
  void kyvernoIsAnsweredAboutItsVariableImages() throws Exception {
    JsonNode answer =
        ask(
            kyverno,
            """
            {"images": {
              "containers": {"web": {"registry": "registry.example", "name": "app", "path": "app", "tag": "1",
                                     "reference": "registry.example/app:1", "jsonPointer": "/spec/containers/0/image"}},
              "initContainers": {"setup": {"registry": "registry.example", "name": "app", "path": "app", "tag": "2"}}},
             "namespace": "prod"}
            """);

    assertThat(answer.path("allowed").asBoolean()).isFalse();
    assertThat(answer.path("message").asText())
        .isEqualTo(
            "registry.example/app:2 (%s): FAILED: no-critical: critical CVE-2024-0001 in openssl"
                .formatted(World.digest('2')));
    assertThat(answer.path("images")).hasSize(2);
  }

  @Test
  void kyvernoMayAskWithAList() throws Exception {
    assertThat(ask(kyverno, "{\"images\": [\"registry.example/app:1\"]}"))
        .isEqualTo(
            json(
                """
                {"allowed": true, "message": "", "images": [
                  {"allowed": true, "verdict": "PASSED", "image": "registry.example/app:1", "digest": "%s", "scannedAt": "2026-11-22T10:00:00Z",
                   "reasons": [], "warnings": [], "reports": [
                    {"type": "application/sarif+json", "digest": "%2$s", "href": "https://registry.example/v2/app/manifests/%2$s"},
                    {"type": "application/vnd.registrysidecar.report.v1+json", "digest": "%3$s", "href": "https://registry.example/v2/app/manifests/%3$s"}]}]}
                """
                    .formatted(World.digest('1'), World.digest('a'), World.digest('c'))));
  }

  @Test
  void kyvernoMayAskForAnExemptNamespace() throws Exception {
    String body =
        "{\"images\": [\"registry.example/app:2\"], \"namespace\": \"kube-system\", \"dryRun\":"
            + " true}";

    assertThat(ask(kyverno, body).path("allowed").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"images\": \"registry.example/app:1\"}",
        "{\"images\": [1]}",
        "{\"images\": {\"containers\": {\"web\": {}}}}",
        "{\"images\": {\"containers\": {\"web\": \"registry.example/app:1\"}}}",
      })
  void kyvernoMustNameItsImages(String body) {
    assertThatThrownBy(() -> ask(kyverno, body)).isInstanceOf(MalformedReview.class);
  }
}
