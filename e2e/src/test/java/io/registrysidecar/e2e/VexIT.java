package io.registrysidecar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What operators and authors say of vulnerabilities, with cosign writing and reading. */
class VexIT {

  private static final String COSIGN = Project.tool("cosign");
  private static final String HIGH = "CVE-2023-5363";
  private static final String MEDIUM = "CVE-2023-2975";
  private static final Pattern COMMAND =
      Pattern.compile("(?m)^((?:registry-sidecar|digest=|curl|cosign) ?.*)$");

  @TempDir Path folder;

  @BeforeEach
  void anAuthorHasAKeyAndADocument() throws Exception {
    Command.run(
            Map.of("COSIGN_PASSWORD", "secret"),
            List.of(
                COSIGN,
                "generate-key-pair",
                "--output-key-prefix",
                folder.resolve("product-security").toString()))
        .ok();
    Files.writeString(
        folder.resolve("team.openvex.json"),
        """
        {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://example.com/vex/1", "author": "Product Security",
         "timestamp": "2026-01-01T00:00:00Z", "version": 1, "statements": [{"vulnerability": {"name": "%s"},
         "products": [{"@id": "pkg:oci/app"}], "status": "not_affected", "justification": "component_not_present"}]}
        """
            .formatted(MEDIUM));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NATIVE_PAGED")
  void theCommandsThatTheDocumentationGivesWork(RegistryKind kind) throws Exception {
    int port = Project.freePort();
    try (Registry registry = kind.start(folder, List.of(SidecarProcess.endpoint(port)));
        SidecarProcess sidecar = start(port, registry)) {
      String digest = push(registry);
      List<String> done = new ArrayList<>();
      for (String command : commands()) {
        done.add(command.split(" ", 3)[0] + " " + command.split(" ", 3)[1]);
        String line =
            command
                .replace("127.0.0.1:5000", registry.host())
                .replace("127.0.0.1:8080", "127.0.0.1:" + port);
        if (command.startsWith("cosign verify-attestation")) {
          Awaitility.await(line)
              .atMost(Duration.ofSeconds(60))
              .pollInterval(Duration.ofMillis(500))
              .untilAsserted(() -> assertThat(run(line, digest).status()).isZero());
        } else {
          Command.Result result = run(line, digest);
          assertThat(result.status()).as("%s%n%s%n%s", line, result.out(), result.err()).isZero();
        }
      }

      assertThat(done)
          .contains("registry-sidecar vex", "cosign verify-attestation", "cosign attest");
      awaitStatus(sidecar, digest, HIGH, "suppressed");
      assertThat(reason(sidecar, digest, HIGH)).contains("Ada Lovelace", "until ");
      assertThat(sidecar.log()).doesNotContain("ERROR");
    }
  }

  @ParameterizedTest
  @EnumSource(names = "DISTRIBUTION_3")
  void aStatementIsReadByCosignUntilItExpires(RegistryKind kind) throws Exception {
    int port = Project.freePort();
    try (Registry registry = kind.start(folder, List.of(SidecarProcess.endpoint(port)));
        SidecarProcess sidecar = start(port, registry)) {
      String digest = push(registry);
      String image = registry.host() + "/team/app@" + digest;
      Files.writeString(folder.resolve("cosign.pub"), sidecar.text("/keys/cosign.pub"));

      run(
              "registry-sidecar vex add "
                  + image
                  + " --vulnerability "
                  + HIGH
                  + " --status not_affected --impact 'It only hashes.' --author Ada --expires 25s",
              digest)
          .ok();

      awaitStatus(sidecar, digest, HIGH, "suppressed");
      String verify =
          "cosign verify-attestation --key cosign.pub --insecure-ignore-tlog=true --type openvex "
              + image;
      Awaitility.await(verify)
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(() -> assertThat(run(verify, digest).status()).isZero());
      awaitStatus(sidecar, digest, HIGH, "fixed-available");
      Awaitility.await("the document is gone")
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(() -> assertThat(run(verify, digest).status()).isNotZero());
      assertThat(sidecar.log()).doesNotContain("ERROR");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DISTRIBUTION_2", "NATIVE"})
  void whatAnAuthorAttestsWithCosignIsHeardInBothForms(RegistryKind kind) throws Exception {
    int port = Project.freePort();
    for (String form : List.of("true", "false")) {
      Path own = Files.createDirectory(folder.resolve("bundle-" + form));
      try (Registry registry = kind.start(own, List.of(SidecarProcess.endpoint(port)));
          SidecarProcess sidecar = start(port, registry)) {
        String digest = push(registry);
        String image = registry.host() + "/team/app@" + digest;

        run(
                "cosign attest --key product-security.key --type openvex --predicate"
                    + " team.openvex.json --use-signing-config=false --tlog-upload=false"
                    + " --new-bundle-format="
                    + form
                    + " --yes "
                    + image,
                digest)
            .ok();
        run(
                "curl -fs http://127.0.0.1:"
                    + port
                    + "/api/v1/scans -H 'Content-Type: application/json' -d '{\"image\": \""
                    + image
                    + "\"}'",
                digest)
            .ok();

        awaitStatus(sidecar, digest, MEDIUM, "suppressed");
        assertThat(reason(sidecar, digest, MEDIUM))
            .contains("Product Security", "signed by key product-security.pub");
      }
    }
  }

  private SidecarProcess start(int port, Registry registry) throws Exception {
    return SidecarProcess.start(
        folder.resolve("sidecar-" + registry.host().replace(':', '-')),
        port,
        registry,
        "1h",
        Map.of("SIDECAR_VEX_AUTHORS", folder.resolve("product-security.pub").toString()));
  }

  private static String push(Registry registry) throws Exception {
    var layout =
        LayoutBuilder.debian12("openssl=3.0.9-1").write(Files.createTempDirectory("e2e-vex"));
    String digest = registry.pushWithSkopeo(layout, "team/app:1.0");
    Published.await(registry, "team/app", digest);
    return digest;
  }

  private static List<String> commands() throws Exception {
    return COMMAND
        .matcher(Files.readString(Project.root().resolve("docs/vex.md")))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  /** In the folder of the author, beside the service that was started last. */
  private Command.Result run(String command, String digest) throws Exception {
    Path sidecar;
    try (var folders = Files.list(folder)) {
      sidecar =
          folders
              .filter(each -> each.getFileName().toString().startsWith("sidecar-"))
              .max((a, b) -> Long.compare(a.toFile().lastModified(), b.toFile().lastModified()))
              .orElseThrow();
    }
    String bin = Project.root().resolve("registry-sidecar/bin").toString();
    return Command.run(
        Map.of(
            "PATH",
            bin + ":" + Path.of(COSIGN).getParent() + ":" + System.getenv("PATH"),
            "HOME",
            folder.toString(),
            "COSIGN_PASSWORD",
            "secret",
            "SIDECAR_CONFIG",
            sidecar.resolve("sidecar.yaml").toString(),
            "digest",
            digest),
        List.of("bash", "-c", "cd " + folder + " && " + command));
  }

  private static JsonNode finding(SidecarProcess sidecar, String digest, String id)
      throws Exception {
    JsonNode report = sidecar.get("/api/v1/images/team/app@" + digest + "/report");
    return StreamSupport.stream(report.path("findings").spliterator(), false)
        .filter(finding -> finding.path("id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static String reason(SidecarProcess sidecar, String digest, String id) throws Exception {
    return finding(sidecar, digest, id).path("reason").asText();
  }

  private static void awaitStatus(SidecarProcess sidecar, String digest, String id, String status) {
    Awaitility.await(id + " is " + status)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() ->
            assertThat(finding(sidecar, digest, id).path("status").asText()).isEqualTo(status));
  }
}
