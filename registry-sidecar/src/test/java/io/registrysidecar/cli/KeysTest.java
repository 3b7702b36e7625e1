package io.registrysidecar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @TempDir Path home;

  @Test
  void aKeyIsMadeOnceAndShown() {
    CliRun first = CliRun.of(home, "keys", "generate");
    CliRun second = CliRun.of(home, "keys", "generate");

    assertThat(first.status()).isZero();
    assertThat(first.out())
        .contains("algorithm  ECDSA P-256")
        .contains("subject    C=XX, ST=none, O=registry-sidecar, OU=scan results");
    assertThat(second.out()).isEqualTo(first.out());
  }

  @Test
  void thePublicKeyIsPrintedInPem() throws Exception {
    CliRun.of(home, "keys", "generate");

    CliRun run = CliRun.of(home, "keys", "public");

    assertThat(run.out())
        .startsWith("-----BEGIN PUBLIC KEY-----\n")
        .endsWith("-----END PUBLIC KEY-----\n");
  }

  @Test
  void beforeThereIsAKeyItIsSaidHowToMakeOne() {
    CliRun run = CliRun.of(home, "keys", "public", "--role", "release");

    assertThat(run.status()).isEqualTo(ExitStatus.NOT_DONE);
    assertThat(run.err()).contains("registry-sidecar keys generate --role release");
  }

  @Test
  void afterRotationBothKeysAreInEveryPolicy() throws Exception {
    CliRun.of(home, "keys", "generate");
    String old = CliRun.of(home, "keys", "public").out();

    CliRun rotated = CliRun.of(home, "keys", "rotate");

    assertThat(rotated.status()).isZero();
    String both = CliRun.of(home, "keys", "public").out();
    assertThat(both).endsWith(old).hasSize(2 * old.length());
    JsonNode policy = YAML.readTree(CliRun.of(home, "keys", "public", "--format", "kyverno").out());
    JsonNode entries = policy.at("/spec/rules/0/verifyImages/0/attestations/0/attestors/0/entries");
    assertThat(entries).hasSize(2);
    assertThat(entries.at("/1/keys/publicKeys").asText()).isEqualTo(old.strip());
    assertThat(
            YAML.readTree(CliRun.of(home, "keys", "public", "--format", "policy-controller").out())
                .at("/spec/authorities"))
        .hasSize(2);
  }

  @Test
  void aCompromisedKeyIsInNone() throws Exception {
    CliRun.of(home, "keys", "generate");
    String old = CliRun.of(home, "keys", "public").out();

    CliRun.of(home, "keys", "rotate", "--compromised");

    assertThat(CliRun.of(home, "keys", "public").out()).doesNotContain(old.lines().toList().get(1));
    assertThat(CliRun.of(home, "keys", "public", "--format", "json").out()).contains("compromised");
  }

  @ParameterizedTest
  @ValueSource(strings = {"attestation", "release"})
  void whatIsForKubernetesIsYamlWithTheKeyInIt(String role) throws Exception {
    CliRun.of(home, "keys", "generate", "--role", role);

    for (String format : List.of("kyverno", "policy-controller", "ratify", "gatekeeper")) {
      CliRun run =
          CliRun.of(
              home,
              "keys",
              "public",
              "--role",
              role,
              "--format",
              format,
              "--image",
              "registry.example.com/team/*");
      List<JsonNode> documents =
          YAML.readerFor(JsonNode.class).<JsonNode>readValues(run.out()).readAll();

      assertThat(documents).as(format).isNotEmpty().allMatch(d -> d.path("kind").isTextual());
      assertThat(run.out()).as(format).contains("registry-sidecar-" + role).doesNotContain("${");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"attestation", "release"})
  void policyControllerIsGivenStarsThatCrossSlashes(String role) throws Exception {
    CliRun.of(home, "keys", "generate", "--role", role);

    JsonNode policy =
        YAML.readTree(
            CliRun.of(
                    home,
                    "keys",
                    "public",
                    "--role",
                    role,
                    "--format",
                    "policy-controller",
                    "--image",
                    "registry.example.com/*")
                .out());

    assertThat(policy.at("/spec/images/0/glob").asText()).isEqualTo("registry.example.com/**");
  }

  @Test
  void theRatifyResourceHoldsTheRootAndItsIdentity() throws Exception {
    CliRun.of(home, "keys", "generate");

    List<JsonNode> documents =
        YAML.readerFor(JsonNode.class)
            .<JsonNode>readValues(CliRun.of(home, "keys", "public", "--format", "ratify").out())
            .readAll();

    assertThat(documents.getFirst().at("/spec/parameters/value").asText())
        .startsWith("-----BEGIN CERTIFICATE-----\n")
        .endsWith("-----END CERTIFICATE-----\n");
    assertThat(
            documents
                .get(1)
                .at("/spec/parameters/trustPolicyDoc/trustPolicies/0/trustedIdentities/0")
                .asText())
        .isEqualTo("x509.subject: C=XX, ST=none, O=registry-sidecar, OU=scan results");
  }

  @Test
  void theTrustPolicyIsForTheRepositoryOfTheImage() throws Exception {
    CliRun.of(home, "keys", "generate");

    JsonNode policy =
        new ObjectMapper()
            .readTree(
                CliRun.of(
                        home,
                        "keys",
                        "public",
                        "--format",
                        "trust-policy",
                        "--image",
                        "registry.example.com:5000/team/app:1.0")
                    .out());

    assertThat(policy.at("/trustPolicies/0/registryScopes/0").asText())
        .isEqualTo("registry.example.com:5000/team/app");
  }

  @Test
  void nothingButAReferenceGetsIntoAPolicy() {
    CliRun.of(home, "keys", "generate");

    CliRun run =
        CliRun.of(home, "keys", "public", "--format", "kyverno", "--image", "a\"]\n  evil: [\"");

    assertThat(run.status()).isEqualTo(ExitStatus.NOT_DONE);
    assertThat(run.err()).contains("is not a reference of images").doesNotContain("evil");
  }

  @Test
  void thePasswordIsNeverSaid() throws Exception {
    Path password = Files.writeString(home.resolve("password"), "hunter2-right\n");
    Map<String, String> right = Map.of("SIDECAR_KEY_PASSWORD_FILE", password.toString());
    Map<String, String> wrong = Map.of("SIDECAR_KEY_PASSWORD", "hunter2-wrong");

    CliRun made = CliRun.of(home, right, "keys", "generate");
    CliRun refused = CliRun.of(home, wrong, "keys", "generate", "--debug");

    assertThat(made.status()).isZero();
    assertThat(refused.status()).isEqualTo(ExitStatus.NOT_DONE);
    assertThat(refused.err()).contains("the password is wrong");
    assertThat(made.out() + made.err() + refused.out() + refused.err()).doesNotContain("hunter2");
  }
}
