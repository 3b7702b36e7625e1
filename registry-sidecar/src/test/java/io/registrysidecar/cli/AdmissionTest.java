package io.registrysidecar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Manifests of admission, as the command writes them. */
class AdmissionTest {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @TempDir Path home;

  @Test
  void aWebhookNeedsNothingToBeSaid() throws Exception {
    CliRun run = CliRun.of(home, "admission", "render", "webhook");

    assertThat(run.status()).isZero();
    JsonNode webhook = YAML.readTree(run.out()).at("/webhooks/0");
    assertThat(webhook.path("failurePolicy").asText()).isEqualTo("Fail");
    assertThat(webhook.at("/clientConfig/service/name").asText()).isEqualTo("registry-sidecar");
  }

  @Test
  void whatIsSaidIsThere() throws Exception {
    CliRun run =
        CliRun.of(
            home,
            "admission",
            "render",
            "webhook",
            "--service",
            "scanner",
            "--namespace",
            "security",
            "--port",
            "443",
            "--fail",
            "open",
            "--timeout",
            "12",
            "--exempt-namespace",
            "monitoring",
            "--exempt-namespace",
            "logging");

    JsonNode webhook = YAML.readTree(run.out()).at("/webhooks/0");
    assertThat(webhook.path("failurePolicy").asText()).isEqualTo("Ignore");
    assertThat(webhook.path("timeoutSeconds").asInt()).isEqualTo(12);
    assertThat(webhook.at("/clientConfig/service").toString())
        .isEqualTo(
            "{\"name\":\"scanner\",\"namespace\":\"security\",\"path\":\"/admission/validate\",\"port\":443}");
    assertThat(webhook.at("/namespaceSelector/matchExpressions/0/values").toString())
        .isEqualTo("[\"kube-system\",\"security\",\"monitoring\",\"logging\"]");
  }

  @Test
  void keysOfThisInstallationAreUsedUnlessOthersAreNamed() throws Exception {
    CliRun without = CliRun.of(home, "admission", "render", "policy-controller");
    CliRun.of(home, "keys", "generate");
    String own = CliRun.of(home, "keys", "public").out();
    Path other =
        Files.writeString(
            home.resolve("other.pub"), CliRun.of(home.resolve("other"), "keys", "public").out());

    CliRun run = CliRun.of(home, "admission", "render", "policy-controller");

    assertThat(without.status()).isEqualTo(ExitStatus.NOT_DONE);
    assertThat(without.err()).contains("--key FILE");
    assertThat(YAML.readTree(run.out()).at("/spec/authorities/0/key/data").asText()).isEqualTo(own);
    assertThat(
            CliRun.of(home, "admission", "render", "policy-controller", "--key", other.toString())
                .err())
        .contains("PUBLIC KEY");
  }

  @Test
  void filesAreWrittenWhereTheyAreUsed() throws Exception {
    Path into = home.resolve("a/b");

    CliRun policy =
        CliRun.of(
            home,
            "admission",
            "render",
            "image-policy",
            "--url",
            "https://sidecar.example.com",
            "--output",
            into.toString());
    CliRun script =
        CliRun.of(
            home,
            "admission",
            "render",
            "containerd",
            "--url",
            "https://sidecar.example.com",
            "--output",
            into.toString());

    assertThat(policy.status() + script.status()).isZero();
    assertThat(policy.out() + script.out()).isEmpty();
    try (var files = Files.list(into)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "admission.yaml", "kubeconfig.yaml", "registry-sidecar-verifier");
    }
    assertThat(into.resolve("registry-sidecar-verifier")).isExecutable();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                                     | Missing required parameter",
        "nobody                               | is none of gatekeeper, ratify, webhook",
        "gatekeeper                           | gatekeeper needs --ca",
        "containerd                           | containerd needs --url",
        "image-policy                         | image-policy needs --url",
        "webhook --key x                      | --key has no effect on webhook",
        "ratify --fail open                   | --fail has no effect on ratify",
        "policy-controller --namespace x      | --service, --namespace and --port have no effect on"
            + " policy-controller",
        "webhook --timeout 31                 | --timeout must be from 1 to 30",
        "webhook --timeout 0                  | --timeout must be from 1 to 30",
        "webhook --port 70000                 | port is not one from 1 to 65535",
        "webhook --url http://a.example       | asks over TLS only",
        "webhook --url https://a.example --port 1 | --url names the port",
        "webhook --exempt-namespace A_B       | no name of Kubernetes",
        "kyverno-attestations --images $(id)  | is no reference",
        "image-policy --url https://a.example --client-cert /a | need each other",
        "image-policy --url https://a.example --client-cert a --client-key /b | no absolute path",
        "webhook --ca nowhere.pem             | nowhere.pem",
        "webhook --fail perhaps               | perhaps",
      })
  void whatIsWronglyWrittenIsSaid(String arguments, String says) {
    String line = arguments == null ? "" : arguments;

    CliRun run = CliRun.of(home, ("admission render " + line).strip().split(" +"));

    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(run.err()).contains(says);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void theCommandsOfThePageWork() throws Exception {
    Path page = Path.of("../docs/admission.md");
    String ca = Path.of("src/test/resources/io/registrysidecar/admission/render/ca.pem").toString();
    String key =
        Path.of("src/test/resources/io/registrysidecar/admission/render/scanner.pub").toString();
    List<String> commands =
        Files.readAllLines(page).stream()
            .filter(line -> line.startsWith("registry-sidecar admission render "))
            .toList();

    assertThat(commands).hasSize(9);
    for (String command : commands) {
      String[] words =
          command
              .replaceFirst("^registry-sidecar ", "")
              .replaceFirst(" > .*", "")
              .replace("'", "")
              .replace(" ca.pem", " " + ca)
              .replace(" cosign.pub", " " + key)
              .replaceFirst("--output (\\S+)", "--output " + home + "/$1")
              .split(" ");
      CliRun run = CliRun.of(home, words);
      assertThat(run.status()).as("%s%n%s", command, run.err()).isZero();
    }
    assertThat(home.resolve("bin/registry-sidecar-verifier")).isExecutable();
    assertThat(home.resolve("image-policy/kubeconfig.yaml")).exists();
    assertThat(Files.readString(page)).contains(words());
  }

  /** Every consumer, as the page's first table has it. */
  private static List<String> words() {
    List<String> words = new ArrayList<>();
    new AdmissionRenderCommand.Consumers().forEach(word -> words.add("| `" + word + "` |"));
    return words;
  }

  @Test
  void whichManifestsThereAreIsAsked() {
    assertThat(CliRun.of(home, "admission").err()).contains("There is: render");
  }
}
