package io.registrysidecar.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.e2e.harness.Command;
import io.registrysidecar.e2e.harness.LayoutBuilder;
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
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is written can be verified with cosign and notation, and breaks nobody's signatures. Not on
 * the registry that gives the referrers page by page: cosign reads the first page only.
 */
class SignedIT {

  private static final String COSIGN = Project.tool("cosign");
  private static final Path COSIGN_2 = Project.root().resolve("e2e/.tools/cosign-2/cosign");
  private static final Pattern CHECKING = Pattern.compile("(?m)^((?:curl|cosign) .*)$");
  private static final List<String> OF_A_POLICY =
      List.of(
          "https://in-toto.io/attestation/test-result/v0.1",
          "https://slsa.dev/verification_summary/v1");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NATIVE_PAGED")
  void attestationsVerifyWithCosignAndArtifactsWithNotation(RegistryKind kind) throws Exception {
    int port = Project.freePort();
    try (Registry registry = kind.start(folder, List.of(SidecarProcess.endpoint(port)));
        SidecarProcess sidecar =
            SidecarProcess.start(folder.resolve("sidecar"), port, registry, "1h")) {
      String digest = push(registry, "signed", "team/app");
      Published.await(registry, "team/app", digest);
      String image = registry.host() + "/team/app@" + digest;
      Path key = folder.resolve("cosign.pub");
      Files.writeString(key, sidecar.text("/keys/cosign.pub"));

      for (String type : Published.ATTESTED) {
        attestation(key, type, image).ok();
      }
      assertThat(attestation(Path.of(release().publicKey()), Published.ATTESTED.get(0), image))
          .as("with somebody else's key")
          .extracting(Command.Result::status)
          .isNotEqualTo(0);
      assertThat(Command.run(COSIGN, "tree", image).ok().out()).contains(Published.ATTESTED);
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
      String digest = push(registry, "signed", "team/app");
      Awaitility.await("everything is attested")
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() ->
              assertThat(Published.kinds(registry.referrers("team/app", digest)))
                  .containsAll(Published.ATTESTED)
                  .containsAll(OF_A_POLICY));

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
                    Path.of(COSIGN).getParent() + ":" + System.getenv("PATH"),
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

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NATIVE_PAGED")
  void anImageSignedByCosignInTheOldFormStillVerifiesAfterWePublished(RegistryKind kind)
      throws Exception {
    int port = Project.freePort();
    try (Registry registry = kind.start(folder, List.of(SidecarProcess.endpoint(port)));
        SidecarProcess sidecar =
            SidecarProcess.start(folder.resolve("sidecar"), port, registry, "1h")) {
      String digest = push(registry, "signed", "team/app");
      Published.await(registry, "team/app", digest);
      String image = registry.host() + "/team/app@" + digest;
      Path key = folder.resolve("cosign.pub");
      Files.writeString(key, sidecar.text("/keys/cosign.pub"));

      Release release = release();
      release.cosign(image, "sign", "--new-bundle-format=false");

      Awaitility.await("our bundles have become attestations in the old form")
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(200))
          .untilAsserted(() ->
              assertThat(Published.kinds(registry.referrers("team/app", digest)))
                  .containsExactlyInAnyOrderElementsOf(Published.PER_IMAGE));
      assertSigned(release, image);
      for (String type : Published.ATTESTED) {
        attestation(key, type, image).ok();
      }
    }
  }

  /** Given a trusted root, cosign 2.6 looks for no other in the Internet. */
  @ParameterizedTest
  @CsvSource({"DISTRIBUTION_2,legacy", "DISTRIBUTION_2,both", "NATIVE,legacy", "NATIVE,both"})
  void cosign26VerifiesEveryPredicateWhenItHasATrustedRoot(RegistryKind kind, String format)
      throws Exception {
    assumeThat(COSIGN_2).exists();
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
                Map.of(
                    "SIDECAR_POLICY_FILE", policy.toString(), "SIDECAR_SIGNING_FORMAT", format))) {
      String digest = push(registry, "signed", "team/app");
      Path key = folder.resolve("cosign.pub");
      Files.writeString(key, sidecar.text("/keys/cosign.pub"));
      String image = registry.host() + "/team/app@" + digest;
      for (String type :
          Stream.concat(Published.ATTESTED.stream(), OF_A_POLICY.stream()).toList()) {
        Awaitility.await(type + " verifies")
            .atMost(Duration.ofSeconds(60))
            .pollInterval(Duration.ofMillis(200))
            .untilAsserted(() ->
                assertThat(cosign2("verify-attestation", key, image, "--type", type))
                    .extracting(Command.Result::status)
                    .isEqualTo(0));
      }
      assertThat(
              cosign2("verify-attestation", Path.of(release().publicKey()), image, "--type", "vuln")
                  .status())
          .as("with somebody else's key")
          .isNotEqualTo(0);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DISTRIBUTION_2", "NATIVE"})
  void anImageSignedInTheOldFormVerifiesWithBothCosignsBeforeAndAfterIt(RegistryKind kind)
      throws Exception {
    Release release = release();
    try (Registry registry = kind.start(folder)) {
      String image = registry.host() + "/team/app@" + push(registry, "signed", "team/app");
      release.cosign(image, "sign", "--new-bundle-format=false");
      assertSigned(release, image);

      Map<String, String> state = Map.of("SIDECAR_STATE", folder.resolve("attaching").toString());
      Command.run(
              state,
              List.of(
                  Project.launcher(),
                  "scan",
                  "--attach",
                  "--quiet",
                  "--db",
                  SidecarProcess.database().toString(),
                  image))
          .ok();
      assertSigned(release, image);
      Path key = folder.resolve("attaching.pub");
      Files.writeString(
          key, Command.run(state, List.of(Project.launcher(), "keys", "public")).ok().out());
      for (String type : Published.ATTESTED) {
        attestation(key, type, image).ok();
      }
    }
  }

  private void assertSigned(Release release, String image) throws Exception {
    Command.run(
            COSIGN, "verify", "--key", release.publicKey(), "--insecure-ignore-tlog=true", image)
        .ok();
    if (Files.exists(COSIGN_2)) {
      cosign2("verify", Path.of(release.publicKey()), image).ok();
    }
  }

  private Command.Result cosign2(String command, Path key, String image, String... more)
      throws Exception {
    Path root = folder.resolve("trusted_root.json");
    Files.writeString(
        root, "{\"mediaType\":\"application/vnd.dev.sigstore.trustedroot+json;version=0.1\"}");
    List<String> words = new ArrayList<>(List.of(COSIGN_2.toString(), command));
    words.addAll(List.of("--trusted-root", root.toString(), "--insecure-ignore-tlog=true"));
    words.addAll(List.of("--key", key.toString()));
    words.addAll(List.of(more));
    words.add(image);
    return Command.run(Map.of("HOME", folder.toString()), words);
  }

  private static String push(Registry registry, String name, String repository) throws Exception {
    var layout =
        LayoutBuilder.debian12("openssl=3.0.9-1")
            .label("name", name)
            .write(Files.createTempDirectory("e2e-signed"));
    return registry.pushWithSkopeo(layout, repository + ":1.0");
  }

  private static Command.Result attestation(Path key, String type, String image) throws Exception {
    return Command.run(
        COSIGN,
        "verify-attestation",
        "--key",
        key.toString(),
        "--insecure-ignore-tlog=true",
        "--type",
        type,
        image);
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
