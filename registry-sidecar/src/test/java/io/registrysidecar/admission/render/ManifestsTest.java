package io.registrysidecar.admission.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntimeFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the manifests, as the programs that read them want it. */
class ManifestsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CONTAINERD")
  void everyManifestIsYamlThatNamesItsKind(Consumer consumer) throws Exception {
    List<JsonNode> documents = everything().yaml(consumer);

    assertThat(documents)
        .isNotEmpty()
        .allMatch(document -> document.path("kind").isTextual())
        .allMatch(document -> document.path("apiVersion").isTextual());
    assertThat(everything().text(consumer)).doesNotContain("@{", "#if", "#each", "#end");
  }

  @ParameterizedTest
  @EnumSource
  void theSameSettingsGiveTheSameBytes(Consumer consumer) throws Exception {
    assertThat(everything().text(consumer)).isEqualTo(everything().text(consumer));
  }

  @ParameterizedTest
  @EnumSource(names = {"WEBHOOK", "MUTATING_WEBHOOK"})
  void aWebhookHasWhatTheApiServerDemands(Consumer consumer) throws Exception {
    JsonNode webhook = everything().yaml(consumer).getFirst().at("/webhooks/0");

    assertThat(webhook.path("name").asText()).matches("[a-z]+\\.[a-z]+\\.[a-z]+");
    assertThat(texts(webhook.path("admissionReviewVersions"))).containsExactly("v1");
    assertThat(webhook.path("sideEffects").asText()).isIn("None", "NoneOnDryRun");
    assertThat(webhook.path("failurePolicy").asText()).isEqualTo("Fail");
    assertThat(webhook.path("timeoutSeconds").asInt()).isBetween(1, 30);
    assertThat(webhook.at("/clientConfig/url").asText()).startsWith("https://");
    assertThat(
            new String(
                Base64.getDecoder().decode(webhook.at("/clientConfig/caBundle").asText()),
                StandardCharsets.US_ASCII))
        .startsWith("-----BEGIN CERTIFICATE-----\n")
        .endsWith("-----END CERTIFICATE-----\n");
    assertThat(webhook.path("rules"))
        .allSatisfy(rule -> {
          assertThat(texts(rule.path("operations"))).containsExactly("CREATE", "UPDATE");
          assertThat(rule.path("scope").asText()).isEqualTo("Namespaced");
        });
    assertThat(
            everything().open().yaml(consumer).getFirst().at("/webhooks/0/failurePolicy").asText())
        .isEqualTo("Ignore");
  }

  @Test
  void aServiceIsNamedInsteadOfAnAddress() throws Exception {
    JsonNode client =
        Rendering.plain().yaml(Consumer.WEBHOOK).getFirst().at("/webhooks/0/clientConfig");

    assertThat(client.has("url")).isFalse();
    assertThat(client.has("caBundle")).isFalse();
    assertThat(client.at("/service/path").asText()).isEqualTo("/admission/validate");
    assertThat(client.at("/service/port").asInt()).isEqualTo(8443);
  }

  @ParameterizedTest
  @EnumSource(names = {"WEBHOOK", "MUTATING_WEBHOOK", "GATEKEEPER", "KYVERNO"})
  void theSidecarsOwnNamespaceIsAlwaysLeftAlone(Consumer consumer) throws Exception {
    String text = Rendering.plain().certified().exemptNamespaces("monitoring").text(consumer);

    assertThat(text).contains("\"kube-system\"", "\"registry-sidecar\"", "\"monitoring\"");
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void whatLeavesTheImagesAsTheyAreIsNotAsked(UnaryOperator<Map<String, Object>> shape)
      throws Exception {
    String expression =
        Rendering.plain()
            .yaml(Consumer.WEBHOOK)
            .getFirst()
            .at("/webhooks/0/matchConditions/0/expression")
            .asText();
    Map<String, Object> pod = shape.apply(Map.of("containers", List.of(container("a"))));

    assertThat(asked(expression, "CREATE", pod, NullValue.NULL_VALUE)).isTrue();
    assertThat(asked(expression, "UPDATE", pod, pod)).isFalse();
    assertThat(
            asked(
                expression,
                "UPDATE",
                shape.apply(
                    Map.of(
                        "containers",
                        List.of(Map.of("name", "other", "image", "a")),
                        "volumes",
                        List.of(),
                        "priority",
                        1)),
                pod))
        .isFalse();
    for (String list : List.of("containers", "initContainers", "ephemeralContainers")) {
      assertThat(
              asked(expression, "UPDATE", shape.apply(Map.of(list, List.of(container("b")))), pod))
          .isTrue();
    }
    assertThat(
            asked(
                expression,
                "UPDATE",
                shape.apply(
                    Map.of(
                        "containers",
                        List.of(container("a")),
                        "volumes",
                        List.of(Map.of("image", Map.of("reference", "b"))))),
                pod))
        .isTrue();
  }

  /** How kinds hold a Pod, and something beside it that may change. */
  static Stream<UnaryOperator<Map<String, Object>>> shapes() {
    return Stream.of(
        pod -> Map.of("spec", pod),
        pod -> Map.of("template", Map.of("spec", pod)),
        pod -> Map.of("spec", Map.of("template", Map.of("spec", pod), "replicas", pod.size())),
        pod ->
            Map.of(
                "spec",
                Map.of(
                    "suspend",
                    pod.size() > 1,
                    "jobTemplate",
                    Map.of("spec", Map.of("template", Map.of("spec", pod))))));
  }

  private static Map<String, Object> container(String image) {
    return Map.of("name", "web", "image", image);
  }

  @Test
  void whoFailsOpenSaysSoInItsOwnWords() throws Exception {
    assertThat(
            everything()
                .open()
                .yaml(Consumer.IMAGE_POLICY)
                .getFirst()
                .findValue("defaultAllow")
                .asBoolean())
        .isTrue();
    assertThat(
            everything()
                .yaml(Consumer.IMAGE_POLICY)
                .getFirst()
                .findValue("defaultAllow")
                .asBoolean(true))
        .isFalse();
    assertThat(
            everything()
                .open()
                .yaml(Consumer.KYVERNO)
                .getFirst()
                .at("/spec/webhookConfiguration/failurePolicy")
                .asText())
        .isEqualTo("Ignore");
    assertThat(everything().open().text(Consumer.GATEKEEPER)).doesNotContain("cannot be asked");
    assertThat(everything().text(Consumer.GATEKEEPER)).contains("cannot be asked");
  }

  @Test
  void aFileMayBeCalledAnything() throws Exception {
    String odd = "/etc/it's \"odd\": #{x} $(id) `id` \\n/client.pem";
    Rendering rendering = everything().client(odd, odd);

    assertThat(rendering.yaml(Consumer.IMAGE_POLICY).get(1).at("/users/0/user/client-key").asText())
        .isEqualTo(odd);
    assertThat(rendering.text(Consumer.CONTAINERD))
        .contains("'/etc/it'\\''s \"odd\": #{x} $(id) `id` \\n/client.pem'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sidecar.example.com",
        "ftp://sidecar.example.com",
        "https://",
        "https://user:secret@sidecar.example.com",
        "https://sidecar.example.com/?a=b",
        "https://sidecar.example.com/#a",
        "https://sidecar.example.com/\"\nkind: Evil",
        "https://sidecar.example.com/$(id)",
        "https://sidecar.example.com/'; id; '",
        "https://sidecar.example.com/é",
      })
  void whatIsNoAddressIsRefusedWithoutRepeatingIt(String url) {
    assertThatThrownBy(() -> Address.url(url))
        .isInstanceOf(CannotRender.class)
        .hasMessageContaining("write one such as https://")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "UPPER", "a\nb", "a b", "-a", "a-", "a.b", "\"", "{{ x }}"})
  void whatIsNoNameIsRefused(String name) {
    assertThatThrownBy(() -> Names.label("namespace", name)).isInstanceOf(CannotRender.class);
    assertThatThrownBy(() -> Address.service("sidecar", name, 443))
        .isInstanceOf(CannotRender.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a\"]\n  evil: [\"", "a b", "$(id)", "{{ images }}", "-a", "a;b", "a)b"})
  void whatIsNoReferenceIsRefused(String images) {
    assertThatThrownBy(() -> Names.images(images)).isInstanceOf(CannotRender.class);
  }

  @Test
  void ofACertificateFileOnlyTheCertificatesGetOut() throws Exception {
    Path file = folder.resolve("all.pem");
    String certificate =
        Files.readString(Path.of(ManifestsTest.class.getResource("ca.pem").toURI()));
    Files.writeString(file, "Subject: CN = x\n" + certificate + "\n" + certificate);

    String pem = Authorities.read(file).pem();

    assertThat(pem).isEqualTo(certificate + certificate);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nothing",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\n",
      })
  void aFileWithoutCertificatesIsRefused(String content) throws Exception {
    Path file = Files.writeString(folder.resolve("bad.pem"), content);

    assertThatThrownBy(() -> Authorities.read(file))
        .isInstanceOf(CannotRender.class)
        .hasMessageContaining("bad.pem")
        .hasMessageContaining("PEM");
  }

  @Test
  void aFileThatIsNotThereOrTooLargeIsRefused() throws Exception {
    Path large = Files.write(folder.resolve("large.pem"), new byte[300_000]);

    assertThatThrownBy(() -> Authorities.read(folder.resolve("none")))
        .isInstanceOf(CannotRender.class);
    assertThatThrownBy(() -> Authorities.read(large))
        .isInstanceOf(CannotRender.class)
        .hasMessageContaining("256 KiB");
  }

  @ParameterizedTest
  @EnumSource(
      names = {"GATEKEEPER", "RATIFY", "WEBHOOK", "MUTATING_WEBHOOK", "IMAGE_POLICY", "KYVERNO"})
  void whoAsksOverTlsIsNotGivenAPlainAddress(Consumer consumer) {
    assertThatThrownBy(() -> Rendering.plain().url("http://127.0.0.1:8443").text(consumer))
        .isInstanceOf(CannotRender.class)
        .hasMessageContaining("https");
  }

  private static Rendering everything() throws Exception {
    return Rendering.plain()
        .url("https://sidecar.example.com:8443")
        .certified()
        .digests()
        .signedBy("scanner.pub")
        .client("/etc/client.pem", "/etc/client.key")
        .exempt("registry.k8s.io/pause:*");
  }

  private static boolean asked(String expression, String operation, Object object, Object oldObject)
      throws Exception {
    var ast =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("request", SimpleType.DYN)
            .addVar("object", SimpleType.DYN)
            .addVar("oldObject", SimpleType.DYN)
            .build()
            .compile(expression)
            .getAst();
    Map<String, Object> variables = new HashMap<>();
    variables.put("request", Map.of("operation", operation));
    variables.put("object", object);
    variables.put("oldObject", oldObject);
    return (boolean)
        CelRuntimeFactory.legacyCelRuntimeBuilder().build().createProgram(ast).eval(variables);
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }
}
