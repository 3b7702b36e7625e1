package io.registrysidecar.admission;

import static io.registrysidecar.admission.WebhookCalls.TIME;
import static io.registrysidecar.admission.WebhookCalls.ask;
import static io.registrysidecar.admission.WebhookCalls.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.config.WhenInDoubt;
import io.registrysidecar.config.WhenUnknown;
import io.registrysidecar.schema.Verdict;
import io.registrysidecar.schema.VerdictResult;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Gatekeeper asks a provider of external data, and is answered. */
class GatekeeperTest {

  private final World world = new World();
  private final Webhook gatekeeper =
      new ProviderVerdicts(world.decisions, TIME, InstantSource.fixed(World.NOW), Endpoint.RATIFY);
  private final Webhook mutation = new ProviderDigests(world.decisions, TIME, WhenInDoubt.DENY);

  @Test
  void gatekeeperIsAnsweredAsByRatify() throws Exception {
    JsonNode item = gatekeeper("registry.example/app:1");

    assertThat(item.path("key").asText()).isEqualTo("registry.example/app:1");
    JsonNode value = item.path("value");
    assertThat(value.path("isSuccess").asBoolean()).isTrue();
    assertThat(value.path("timestamp").asText()).isEqualTo("2026-11-22T12:00:00.000000000Z");
    assertThat(value.path("traceID").asText()).isNotEmpty();
    JsonNode report = value.path("verifierReports").get(0);
    assertThat(report.path("type").asText()).isEqualTo("vulnerabilityreport");
    assertThat(report.path("isSuccess").asBoolean()).isTrue();
    assertThat(report.path("subject").asText())
        .isEqualTo("registry.example/app@" + World.digest('1'));
    assertThat(report.path("extensions").path("createdAt").asText())
        .isEqualTo("2026-11-22T10:00:00Z");
    JsonNode nested = report.path("nestedResults").get(0);
    assertThat(nested.path("artifactType").asText())
        .isEqualTo("application/vnd.cncf.notary.signature");
    assertThat(nested.path("isSuccess").asBoolean()).isTrue();
  }

  @Test
  void nothingIsSaidToGatekeeperOfSignaturesOfTheImageThatNobodyLookedFor() throws Exception {
    assertThat(gatekeeper("registry.example/app:1").path("value").path("verifierReports"))
        .extracting(report -> report.path("type").asText())
        .containsExactly("vulnerabilityreport", "registry-sidecar");
  }

  @Test
  void theSignersOfAnImageAreToldAsRatifyTellsThem() throws Exception {
    JsonNode reports =
        gatekeeper("registry.example/app:signed").path("value").path("verifierReports");

    assertThat(reports)
        .extracting(report -> report.path("type").asText())
        .containsExactly("vulnerabilityreport", "cosign", "notation", "registry-sidecar");
    JsonNode notation = reports.get(2);
    assertThat(notation.path("isSuccess").asBoolean()).isTrue();
    assertThat(notation.path("artifactType").asText())
        .isEqualTo("application/vnd.cncf.notary.signature");
    assertThat(notation.path("subject").asText())
        .isEqualTo("registry.example/app@" + World.digest('9'));
    assertThat(notation.path("referenceDigest").asText()).isEqualTo(World.digest('e').toString());
    assertThat(notation.path("extensions"))
        .isEqualTo(json("{\"Issuer\": \"CN=CA,O=Example\", \"SN\": \"CN=release,O=Example\"}"));
    assertThat(reports.get(1).path("extensions")).isEqualTo(json("{\"SN\": \"alice\"}"));
  }

  @Test
  void whatIsStatedOfAnImageAndWhoScannedItIsNoSignatureOfIt() throws Exception {
    assertThat(gatekeeper("registry.example/app:stated").path("value").path("verifierReports"))
        .extracting(report -> report.path("type").asText())
        .containsExactly("vulnerabilityreport", "registry-sidecar");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "registry.example/base/debian:12",
        "[kube-system]registry.example/app:2",
        "registry.example/app:pushed",
      })
  void whatRunsWithoutHavingBeenLookedAtPassesWhateverTemplateAsks(String key) throws Exception {
    JsonNode reports = gatekeeper(key).path("value").path("verifierReports");

    assertThat(reports)
        .extracting(report -> report.path("type").asText())
        .containsExactly("vulnerabilityreport", "notation", "registry-sidecar");
    assertThat(reports).allMatch(report -> report.path("isSuccess").asBoolean());
    assertThat(reports.get(0).path("extensions").path("createdAt").asText())
        .isEqualTo(World.NOW.toString());
    assertThat(reports.get(0).path("nestedResults").get(0).path("artifactType").asText())
        .isEqualTo("application/vnd.cncf.notary.signature");
    assertThat(reports.get(1).path("message").asText()).startsWith("not looked at: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"broken.example/app:1", "elsewhere.example/app:1"})
  void whatTheOperatorLetsRunInDoubtPassesAsWell(String key) throws Exception {
    World lenient = new World(WhenUnknown.GRACE, WhenInDoubt.ALLOW, 0);
    Webhook webhook =
        new ProviderVerdicts(
            lenient.decisions, TIME, InstantSource.fixed(World.NOW), Endpoint.RATIFY);

    JsonNode value =
        ask(webhook, provider(key)).path("response").path("items").get(0).path("value");

    assertThat(value.path("isSuccess").asBoolean()).isTrue();
    assertThat(value.path("verifierReports"))
        .extracting(report -> report.path("type").asText())
        .containsExactly("vulnerabilityreport", "notation", "registry-sidecar");
  }

  @Test
  void aReportThatIsNotInTheRegistryYetIsKnownAllTheSame() throws Exception {
    world.scanned(
        '1',
        new Knowledge.Judged(
            new KnownVerdict(
                new Verdict(VerdictResult.PASSED, List.of()), World.NOW, "", List.of(), null)));

    JsonNode report =
        gatekeeper("registry.example/app:1").path("value").path("verifierReports").get(0);

    assertThat(report.path("type").asText()).isEqualTo("vulnerabilityreport");
    assertThat(report.path("isSuccess").asBoolean()).isTrue();
    assertThat(report.path("nestedResults")).isEmpty();
  }

  @Test
  void whatIsDeniedIsNoSuccessForGatekeeper() throws Exception {
    JsonNode value = gatekeeper("registry.example/app:2").path("value");

    assertThat(value.path("isSuccess").asBoolean()).isFalse();
    assertThat(value.path("verifierReports"))
        .allMatch(report -> !report.path("isSuccess").asBoolean())
        .allMatch(report -> report.path("errorReason").asText().contains("CVE-2024-0001"));
  }

  @Test
  void whatCannotBeFoundOutIsNoSuccessForTemplatesThatLookAtNoErrors() throws Exception {
    JsonNode item = gatekeeper("broken.example/app:1");

    assertThat(item.has("error")).isFalse();
    JsonNode value = item.path("value");
    assertThat(value.path("isSuccess").asBoolean()).isFalse();
    assertThat(value.path("verifierReports"))
        .singleElement()
        .satisfies(report -> {
          assertThat(report.path("isSuccess").asBoolean()).isFalse();
          assertThat(report.path("message").asText()).contains("the registry cannot be reached");
        });
  }

  @Test
  void aKeyWithANamespaceIsAnsweredForThatNamespace() throws Exception {
    JsonNode value = gatekeeper("[kube-system]registry.example/app:2").path("value");

    assertThat(value.path("isSuccess").asBoolean()).isTrue();
  }

  @Test
  void gatekeeperIsToldWhatToWriteInsteadOfTags() throws Exception {
    JsonNode response =
        ask(
                mutation,
                provider(
                    "registry.example/app:1",
                    "registry.example/app@" + World.digest('2'),
                    "elsewhere.example/app:1",
                    "broken.example/app:1"))
            .path("response");

    assertThat(response.path("idempotent").asBoolean()).isTrue();
    assertThat(response.path("items"))
        .extracting(item -> item.path("value").asText())
        .containsExactly(
            "registry.example/app@" + World.digest('1'),
            "registry.example/app@" + World.digest('2'),
            "elsewhere.example/app:1",
            "broken.example/app:1");
    assertThat(response.path("items"))
        .extracting(item -> item.has("error"))
        .containsExactly(false, false, false, true);
  }

  @Test
  void aTagThatCannotBeReplacedMayStay() throws Exception {
    World lenient = new World(WhenUnknown.GRACE, WhenInDoubt.ALLOW, 0);
    Webhook webhook = new ProviderDigests(lenient.decisions, TIME, WhenInDoubt.ALLOW);

    assertThat(ask(webhook, provider("broken.example/app:1")).path("response").path("items").get(0))
        .isEqualTo(
            json("{\"key\": \"broken.example/app:1\", \"value\": \"broken.example/app:1\"}"));
  }

  private JsonNode gatekeeper(String key) throws Exception {
    return ask(gatekeeper, provider(key)).path("response").path("items").get(0);
  }

  private static String provider(String... keys) {
    return """
    {"apiVersion": "externaldata.gatekeeper.sh/v1beta1", "kind": "ProviderRequest", "request": {"keys": ["%s"]}}
    """
        .formatted(String.join("\", \"", keys));
  }
}
