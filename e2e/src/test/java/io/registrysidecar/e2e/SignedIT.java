package io.registrysidecar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.e2e.harness.Command;
import io.registrysidecar.e2e.harness.Project;
import io.registrysidecar.e2e.harness.Registry;
import io.registrysidecar.e2e.harness.RegistryKind;
import io.registrysidecar.e2e.harness.SidecarProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is written can be verified with cosign and notation. Not on the registry that gives the
 * referrers page by page: cosign reads the first page only.
 */
class SignedIT {

  private static final Pattern CHECKING = Pattern.compile("(?m)^((?:curl|cosign) .*)$");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NATIVE_PAGED")
  void attestationsVerifyWithCosignAndArtifactsWithNotation(RegistryKind kind) throws Exception {
    int port = Project.freePort();
    try (Registry registry = kind.start(folder, List.of(SidecarProcess.endpoint(port)));
        SidecarProcess sidecar =
            SidecarProcess.start(folder.resolve("sidecar"), port, registry, "1h")) {
      String digest = Cosign.push(registry);
      Published.await(registry, "team/app", digest);
      String image = registry.host() + "/team/app@" + digest;
      Path key = folder.resolve("cosign.pub");
      Files.writeString(key, sidecar.text("/keys/cosign.pub"));

      for (String type : Published.ATTESTED) {
        Cosign.attestation(key, type, image).ok();
      }
      assertThat(
              Cosign.attestation(Path.of(release().publicKey()), Published.ATTESTED.get(0), image))
          .as("with somebody else's key")
          .extracting(Command.Result::status)
          .isNotEqualTo(0);
      assertThat(Command.run(Cosign.NEW, "tree", image).ok().out()).contains(Published.ATTESTED);
      assertThat(
              Command.run(
                      Map.of("SIDECAR_STATE", folder.resolve("nowhere").toString()),
                      List.of(
                          Project.launcher(), "show", "--history", "--key", key.toString(), image))
                  .ok()
                  .out())
          .contains("signed by key cosign", " pushed ", " scanned ", "is whole");
      notationTrusts(sidecar);
      for (JsonNode referrer : registry.referrers("team/app", digest)) {
        if (Published.PER_IMAGE.contains(referrer.path("artifactType").asText())) {
          awaitNotation(registry, referrer.path("digest").asText());
        }
      }
      assertThat(notation(registry.host() + "/team/app@" + digest).status())
          .as("the image itself is not signed by the key of scan results")
          .isEqualTo(1);
      assertThat(sidecar.log()).doesNotContain("ERROR");
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NATIVE_PAGED")
  void theCommandsThatTheDocumentationGivesWork(RegistryKind kind) throws Exception {
    int port = Project.freePort();
    Path policy = folder.resolve("policy.yaml");
    Files.writeString(
        policy,
        "version: 1\nname: test\nrules:\n  - {id: severe, vulnerabilities: {severity: high}}\n");
    try (Registry registry = kind.start(folder, List.of(SidecarProcess.endpoint(port)));
        SidecarProcess sidecar =
            SidecarProcess.start(
                folder.resolve("sidecar"),
                port,
                registry,
                "1h",
                Map.of("SIDECAR_POLICY_FILE", policy.toString()))) {
      String digest = Cosign.push(registry);
      Awaitility.await("everything is attested")
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() ->
              assertThat(Published.kinds(registry.referrers("team/app", digest)))
                  .containsAll(Published.ATTESTED)
                  .containsAll(Published.OF_A_POLICY));

      List<String> commands =
          CHECKING
              .matcher(Files.readString(Project.root().resolve("docs/trust.md")))
              .results()
              .map(found -> found.group(1))
              .toList();
      assertThat(commands).hasSize(7);
      for (String command : commands) {
        Command.run(
                Map.of(
                    "PATH",
                    Path.of(Cosign.NEW).getParent() + ":" + System.getenv("PATH"),
                    "HOME",
                    folder.toString()),
                List.of(
                    "bash",
                    "-c",
                    "cd "
                        + folder
                        + " && "
                        + command
                            .replace("127.0.0.1:5000", registry.host())
                            .replace("127.0.0.1:8080", "127.0.0.1:" + port)))
            .ok();
      }
      assertThat(sidecar.log()).doesNotContain("ERROR");
    }
  }

  private Release release() throws Exception {
    return Release.named(folder.resolve("release-key"), "release");
  }

  private void notationTrusts(SidecarProcess sidecar) throws Exception {
    String policy = sidecar.text("/keys/trustpolicy.json");
    JsonNode statement = sidecar.get("/keys/trustpolicy.json").path("trustPolicies").path(0);
    String store = statement.path("trustStores").path(0).asText().replace("ca:", "");
    Path trusted = folder.resolve("notation/truststore/x509/ca").resolve(store);
    Files.createDirectories(trusted);
    Files.writeString(folder.resolve("notation/trustpolicy.json"), policy);
    Files.writeString(trusted.resolve("root.pem"), sidecar.text("/keys/notary-root.pem"));
  }

  private void awaitNotation(Registry registry, String artifact) {
    List<String> problems = new ArrayList<>();
    Awaitility.await("the signature of " + artifact)
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> {
          Command.Result result = notation(registry.host() + "/team/app@" + artifact);
          problems.add(result.err());
          assertThat(result.status()).as(problems.getLast()).isZero();
        });
  }

  private Command.Result notation(String artifact) throws Exception {
    return Command.run(
        Project.tool("notation"),
        "-config",
        folder.resolve("notation").toString(),
        "-plain-http",
        artifact);
  }
}
