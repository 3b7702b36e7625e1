package io.registrysidecar.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.registrysidecar.e2e.harness.Command;
import io.registrysidecar.e2e.harness.Project;
import io.registrysidecar.e2e.harness.Registry;
import io.registrysidecar.e2e.harness.RegistryKind;
import io.registrysidecar.e2e.harness.SidecarProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Cosign of today and of yesterday, and the old form of signatures: what one has signed the other
 * verifies, and both verify what is written here.
 */
class CosignGenerationsIT {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NATIVE_PAGED")
  void anImageSignedByCosignInTheOldFormStillVerifiesAfterWePublished(RegistryKind kind)
      throws Exception {
    int port = Project.freePort();
    try (Registry registry = kind.start(folder, List.of(SidecarProcess.endpoint(port)));
        SidecarProcess sidecar =
            SidecarProcess.start(folder.resolve("sidecar"), port, registry, "1h")) {
      String digest = Cosign.push(registry);
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
        Cosign.attestation(key, type, image).ok();
      }
    }
  }

  /** Given a trusted root, cosign 2.6 looks for no other in the Internet. */
  @ParameterizedTest
  @CsvSource({"DISTRIBUTION_2,legacy", "DISTRIBUTION_2,both", "NATIVE,legacy", "NATIVE,both"})
  void cosign26VerifiesEveryPredicateWhenItHasATrustedRoot(RegistryKind kind, String format)
      throws Exception {
    assumeThat(Cosign.OLD).exists();
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
      String digest = Cosign.push(registry);
      Path key = folder.resolve("cosign.pub");
      Files.writeString(key, sidecar.text("/keys/cosign.pub"));
      String image = registry.host() + "/team/app@" + digest;
      for (String type :
          Stream.concat(Published.ATTESTED.stream(), Published.OF_A_POLICY.stream()).toList()) {
        Awaitility.await(type + " verifies")
            .atMost(Duration.ofSeconds(60))
            .pollInterval(Duration.ofMillis(200))
            .untilAsserted(() ->
                assertThat(Cosign.old(folder, "verify-attestation", key, image, "--type", type))
                    .extracting(Command.Result::status)
                    .isEqualTo(0));
      }
      assertThat(
              Cosign.old(
                      folder,
                      "verify-attestation",
                      Path.of(release().publicKey()),
                      image,
                      "--type",
                      "vuln")
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
      String image = registry.host() + "/team/app@" + Cosign.push(registry);
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
        Cosign.attestation(key, type, image).ok();
      }
    }
  }

  private void assertSigned(Release release, String image) throws Exception {
    Command.run(
            Cosign.NEW,
            "verify",
            "--key",
            release.publicKey(),
            "--insecure-ignore-tlog=true",
            image)
        .ok();
    if (Files.exists(Cosign.OLD)) {
      Cosign.old(folder, "verify", Path.of(release.publicKey()), image).ok();
    }
  }

  private Release release() throws Exception {
    return Release.named(folder.resolve("release-key"), "release");
  }
}
