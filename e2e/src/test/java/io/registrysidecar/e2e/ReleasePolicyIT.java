package io.registrysidecar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.registrysidecar.e2e.harness.Command;
import io.registrysidecar.e2e.harness.LayoutBuilder;
import io.registrysidecar.e2e.harness.Registry;
import io.registrysidecar.e2e.harness.RegistryKind;
import io.registrysidecar.e2e.harness.SidecarCommand;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code sign} and {@code verify} with a policy that images must meet. */
class ReleasePolicyIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private SidecarCommand sidecar;

  @BeforeEach
  void state() {
    sidecar = new SidecarCommand(folder.resolve("state"));
  }

  @ParameterizedTest
  @EnumSource(names = {"DISTRIBUTION_2", "NATIVE"})
  void anImageThatDoesNotMeetThePolicyIsSignedOnlyForAReason(RegistryKind kind) throws Exception {
    Path strict =
        SignedImages.policy(folder, "strict", "{id: none, vulnerabilities: {severity: low}}");
    Path released =
        SignedImages.policy(folder, "released", "{id: released, signature: {role: release}}");
    try (Registry registry = kind.start(folder)) {
      String image = SignedImages.push(folder, registry, "app");
      Command.Result unknown = sidecar.run("sign", "--policy", strict.toString(), image);
      assertThat(unknown.status()).isEqualTo(3);
      assertThat(unknown.err()).contains("no report of it is signed").contains("--attach");

      sidecar.attachResults(image);
      Command.Result refused = sidecar.run("sign", "--policy", strict.toString(), image);
      assertThat(refused.status()).isEqualTo(1);
      assertThat(refused.err()).contains("CVE-").contains("not signed");
      assertThat(sidecar.run("sign", "--policy", strict.toString(), "--override", image).status())
          .isEqualTo(2);
      assertThat(sidecar.run("verify", image).status()).isEqualTo(1);

      String reason = "the ship sails today";
      sidecar
          .run(
              "sign",
              "--policy",
              strict.toString(),
              "--override",
              "--reason",
              reason,
              "--format",
              "bundle,notary",
              image)
          .ok();
      assertThat(sidecar.run("verify", image).ok().out())
          .contains("although its policy was not met: " + reason);
      Command.Result judged = sidecar.run("verify", "--policy", strict.toString(), image);
      assertThat(judged.status()).isEqualTo(1);
      assertThat(judged.out()).contains("FAILED").contains("signed by somebody");
      assertThat(sidecar.run("verify", "--policy", released.toString(), image).ok().out())
          .contains("WARNED")
          .contains("advisory-database-sample");
      JsonNode json =
          JSON.readTree(
              sidecar
                  .run("verify", "--format", "json", "--policy", strict.toString(), image)
                  .out());
      assertThat(json.path("released").asBoolean()).isTrue();
      assertThat(json.at("/policy/result").asText()).isEqualTo("FAILED");
      assertThat(json.at("/policy/reasons")).isNotEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DISTRIBUTION_2", "NATIVE"})
  void ofAnIndexThePolicyIsAboutEveryPlatform(RegistryKind kind) throws Exception {
    Path strict =
        SignedImages.policy(folder, "strict", "{id: none, vulnerabilities: {severity: low}}");
    Path lenient =
        SignedImages.policy(
            folder,
            "lenient",
            "{id: small, packages: {forbid: [{purl: \"pkg:npm/event-stream\"}]}}");
    try (Registry registry = kind.start(folder)) {
      var layout =
          LayoutBuilder.debian12("openssl=3.0.9-1")
              .writeIndex(folder.resolve("index"), List.of("amd64", "arm64"));
      String index =
          registry.host() + "/team/app@" + registry.pushWithSkopeo(layout, "team/app:1.0");
      sidecar.attachResults(index);

      Command.Result refused =
          sidecar.run("sign", "--recursive", "--policy", strict.toString(), index);
      assertThat(refused.status()).isEqualTo(1);
      assertThat(refused.err()).contains("linux/amd64").contains("linux/arm64");
      assertThat(sidecar.run("verify", index).status()).isEqualTo(1);

      sidecar.run("sign", "--recursive", "--policy", lenient.toString(), index).ok();
      assertThat(sidecar.run("verify", "--policy", lenient.toString(), index).ok().out())
          .contains("signed by somebody who is trusted for releases");

      // A platform without a report of its own is not covered by what the index says.
      String missing = layout.children().getLast();
      for (JsonNode referrer : registry.referrers("team/app", missing)) {
        if (referrer.path("artifactType").asText().equals(Published.REPORT)) {
          registry.delete("team/app", referrer.path("digest").asText());
        }
      }
      Command.Result unknown = sidecar.run("verify", "--policy", lenient.toString(), index);
      assertThat(unknown.status()).isEqualTo(3);
      assertThat(unknown.err()).contains(missing).contains("no report of it is signed");
    }
  }
}
