package io.registrysidecar.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.e2e.harness.Command;
import io.registrysidecar.e2e.harness.Project;
import io.registrysidecar.e2e.harness.Registry;
import io.registrysidecar.e2e.harness.RegistryKind;
import io.registrysidecar.e2e.harness.SidecarCommand;
import io.registrysidecar.e2e.harness.SidecarProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verifier of sigstore's policy-controller decides with the policy that is rendered for it. */
class PolicyControllerIT {

  private static final Path CONTROLLER = Project.root().resolve("e2e/.tools/bin/policy-controller");
  private static final String VERDICT = "https://slsa.dev/verification_summary/v1";

  /** What it says of attestations that were looked at and do not meet the policy. */
  private static final String NOT_COMPLIANT =
      "policy is not compliant for query 'isCompliant = data.sigstore.isCompliant'";

  @TempDir Path folder;

  @BeforeEach
  void policyControllerIsThere() {
    assumeThat(CONTROLLER).as("e2e/run builds it unless E2E_CLUSTER=off").exists();
  }

  @ParameterizedTest
  @CsvSource({"DISTRIBUTION_2,legacy", "DISTRIBUTION_3,both", "NATIVE,both"})
  void policyControllerReadsWhatIsSignedAtTheImage(RegistryKind kind, String format)
      throws Exception {
    int port = Project.freePort();
    Map<String, String> settings = new HashMap<>(Judged.policy(folder));
    settings.put("SIDECAR_SIGNING_FORMAT", format);
    try (Registry registry = kind.start(folder, List.of(SidecarProcess.endpoint(port)));
        SidecarProcess sidecar =
            SidecarProcess.start(folder.resolve("sidecar"), port, registry, "1h", settings)) {
      Judged good = Judged.good(registry, folder).awaitOldForm();
      Judged bad = Judged.bad(registry, folder).awaitOldForm();
      Path key = folder.resolve("cosign.pub");
      Files.writeString(key, sidecar.text("/keys/cosign.pub"));
      String images = registry.host() + "/*";
      Path scanned =
          Files.writeString(
              folder.resolve("scanned.yaml"),
              sidecar.text("/keys/policy-controller.yaml?image=" + images));
      sidecar.stop();
      Judged unknown = Judged.unseen(registry, folder);

      Path policy = rendered(images, key.toString());
      assertThat(decide(policy, good)).isEqualTo("");
      assertThat(decide(policy, bad)).contains("passed", NOT_COMPLIANT);
      assertThat(decide(policy, unknown)).contains("no matching attestations");

      good.copyTag(good.oldForm(), unknown, unknown.oldForm());
      assertThat(decide(policy, unknown))
          .as("what was attested of another image")
          .contains("no matching attestations");

      String other = Release.named(folder.resolve("other"), "other").publicKey();
      assertThat(decide(rendered(images, other), good))
          .as("with somebody else's key")
          .contains("no matching attestations");
      assertThat(decide(rendered(images, other, key.toString()), good))
          .as("while keys are being replaced")
          .isEqualTo("");
      Path impatient =
          Files.writeString(
              folder.resolve("impatient.yaml"),
              Files.readString(policy).replace("604800000000000", "1"));
      assertThat(decide(impatient, good)).as("older than allowed").contains(NOT_COMPLIANT);
      assertThat(decide(rendered("registry.example.com/*", key.toString()), good))
          .as("an image that is not meant")
          .contains("is uncovered by policy");

      assertThat(decide(scanned, good)).isEqualTo("");
      assertThat(decide(scanned, bad)).as("the policy that asks for a scan alone").isEqualTo("");
      assertThat(decide(scanned, unknown)).contains("no matching attestations");
    }
  }

  /**
   * It asks for one attestation of each kind that meets the policy, whatever the others say. Cosign
   * with a policy asks this of all of them.
   */
  @Test
  void whatPassedOnceCountsUntilItIsGoneOrTooOld() throws Exception {
    SidecarCommand sidecar = new SidecarCommand(folder.resolve("state"));
    try (Registry registry = RegistryKind.NATIVE.start(folder)) {
      Judged image = Judged.bad(registry, folder);
      sidecar.run("keys", "generate").ok();
      Path key =
          Files.writeString(folder.resolve("cosign.pub"), sidecar.run("keys", "public").ok().out());
      Path policy = rendered(registry.host() + "/*", key.toString());

      judge(sidecar, image, "bundle", "telnet");
      assertThat(decide(policy, image)).as("bundles alone").contains("no matching attestations");
      judge(sidecar, image, "legacy", "telnet");
      assertThat(decide(policy, image)).isEqualTo("");

      image.copyTag(image.oldForm(), image, "kept");
      judge(sidecar, image, "legacy", "openssl");
      assertThat(decide(policy, image)).as("superseded").contains(NOT_COMPLIANT);
      assertThat(withCosign(image, key).status()).isNotZero();

      ObjectNode both = (ObjectNode) registry.manifest("team/bad", image.oldForm());
      ((ArrayNode) both.path("layers"))
          .addAll((ArrayNode) registry.manifest("team/bad", "kept").path("layers"));
      put(registry, "team/bad:" + image.oldForm(), both);
      assertThat(decide(policy, image)).as("put back by somebody").isEqualTo("");
      assertThat(withCosign(image, key).status()).as("one of two has failed").isNotZero();

      image.copyTag("kept", image, image.oldForm());
      assertThat(decide(policy, image)).isEqualTo("");
      withCosign(image, key).ok();
    }
  }

  @Test
  void theReleaseKeySaysWhatWasReleased() throws Exception {
    SidecarCommand sidecar = new SidecarCommand(folder.resolve("state"));
    try (Registry registry = RegistryKind.DISTRIBUTION_3.start(folder)) {
      Judged image = Judged.good(registry, folder);
      sidecar.run("keys", "generate", "--role", "release").ok();
      Path policy =
          Files.writeString(
              folder.resolve("released.yaml"),
              sidecar
                  .run(
                      "keys",
                      "public",
                      "--role=release",
                      "--format=policy-controller",
                      "--image=" + registry.host() + "/*")
                  .ok()
                  .out());
      assertThat(decide(policy, image)).contains("no signatures found");

      sidecar.run("sign", "--format", "legacy", image.pinned()).ok();

      assertThat(decide(policy, image)).isEqualTo("");
    }
  }

  /** Scans the image, decides with a policy that forbids a package, and attaches both. */
  private void judge(SidecarCommand sidecar, Judged image, String format, String forbidden)
      throws Exception {
    Path policy =
        Files.writeString(
            folder.resolve("policy.yaml"),
            """
            version: 1
            rules:
              - id: unwanted
                packages: {forbid: [{purl: "pkg:deb/debian/%s", reason: nobody wants it}]}
            """
                .formatted(forbidden));
    Command.Result result =
        sidecar.run(
            Map.of("SIDECAR_SIGNING_FORMAT", format),
            "scan",
            "--quiet",
            "--attach",
            "--policy",
            policy.toString(),
            "--db",
            SidecarProcess.database().toString(),
            image.pinned());
    assertThat(result.status()).as(result.err()).isEqualTo(forbidden.equals("openssl") ? 1 : 0);
  }

  private Command.Result withCosign(Judged image, Path key) throws Exception {
    Path rule =
        Files.writeString(
            folder.resolve("passed.rego"),
            """
            package signature

            default allow = false

            allow {
              input.predicate.verificationResult == "PASSED"
            }
            """);
    return Command.run(
        Project.tool("cosign"),
        "verify-attestation",
        "--key",
        key.toString(),
        "--insecure-ignore-tlog=true",
        "--new-bundle-format=false",
        "--type",
        VERDICT,
        "--policy",
        rule.toString(),
        image.pinned());
  }

  private void put(Registry registry, String name, ObjectNode manifest) throws Exception {
    Path file = Files.writeString(folder.resolve("manifest.json"), manifest.toString());
    Command.run(
            "bash",
            "-c",
            "%s --host reg=%s,tls=disabled manifest put %s/%s --content-type %s <%s"
                .formatted(
                    Project.tool("regctl"),
                    registry.host(),
                    registry.host(),
                    name,
                    manifest.path("mediaType").asText(),
                    file))
        .ok();
  }

  private Path rendered(String images, String... keys) throws Exception {
    List<String> settings = new ArrayList<>(List.of("--images", images));
    for (String key : keys) {
      settings.addAll(List.of("--key", key));
    }
    return Judged.render(folder, "policy-controller", settings);
  }

  /** What policy-controller objects to; empty when it admits. */
  private static String decide(Path policies, Judged image) throws Exception {
    Command.Result result = Command.run(CONTROLLER.toString(), policies.toString(), image.pinned());
    assertThat(result.status()).as(result.err()).isEqualTo(result.out().isEmpty() ? 0 : 1);
    return result.out();
  }
}
