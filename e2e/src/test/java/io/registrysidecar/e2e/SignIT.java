package io.registrysidecar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.registrysidecar.e2e.harness.Command;
import io.registrysidecar.e2e.harness.LayoutBuilder;
import io.registrysidecar.e2e.harness.Project;
import io.registrysidecar.e2e.harness.Registry;
import io.registrysidecar.e2e.harness.RegistryKind;
import io.registrysidecar.e2e.harness.SidecarCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code sign} signs, others verify; the signature of an index counts for what it lists. */
class SignIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private SidecarCommand sidecar;

  @BeforeEach
  void state() {
    sidecar = new SidecarCommand(folder.resolve("state"));
  }

  @ParameterizedTest
  @EnumSource(names = {"DISTRIBUTION_2", "NATIVE"})
  void whatWeSignedCosignAndNotationTrust(RegistryKind kind) throws Exception {
    try (Registry registry = kind.start(folder)) {
      var layout =
          LayoutBuilder.debian12("openssl=3.0.9-1")
              .writeIndex(folder.resolve("index"), List.of("amd64", "arm64"));
      String index =
          registry.host() + "/team/app@" + registry.pushWithSkopeo(layout, "team/app:1.0");

      Command.Result signed =
          sidecar.run("sign", "--recursive", "--format", "bundle,legacy,notary", index).ok();
      assertThat(signed.out().lines()).hasSize(4 * 3);

      Path key = folder.resolve("ours.pub");
      Files.writeString(key, sidecar.run("keys", "public", "--role", "release").ok().out());
      notationTrusts(folder.resolve("notation"));
      for (String object : List.of(layout.digest(), layout.children().getLast())) {
        String image = registry.host() + "/team/app@" + object;
        for (String form : List.of("true", "false")) {
          SignedImages.cosign(
                  "verify",
                  "--key",
                  key.toString(),
                  "--insecure-ignore-tlog=true",
                  "--new-bundle-format=" + form,
                  image)
              .ok();
        }
        Command.run(
                Project.tool("notation"),
                "-config",
                folder.resolve("notation").toString(),
                "-plain-http",
                image)
            .ok();
        assertThat(sidecar.run("verify", image).ok().out()).contains("signed by somebody");
      }
    }
  }

  private void notationTrusts(Path directory) throws Exception {
    String policy =
        sidecar.run("keys", "public", "--role", "release", "--format", "trust-policy").ok().out();
    String store =
        JSON.readTree(policy).at("/trustPolicies/0/trustStores/0").asText().replace("ca:", "");
    Path trusted = directory.resolve("truststore/x509/ca").resolve(store);
    Files.createDirectories(trusted);
    Files.writeString(directory.resolve("trustpolicy.json"), policy);
    try (var keys = Files.list(folder.resolve("state/keys"))) {
      Path root =
          keys.filter(file -> file.toString().matches(".*/release-root-[0-9a-f]+\\.pem"))
              .findFirst()
              .orElseThrow();
      Files.copy(root, trusted.resolve("root.pem"));
    }
  }

  @Test
  void aKeyOfCosignSignsWithItsPasswordAndTheKeyOfScanResultsNever() throws Exception {
    try (Registry registry = RegistryKind.DISTRIBUTION_2.start(folder)) {
      String image = SignedImages.push(folder, registry, "app");
      Release release = Release.named(folder, "release");

      Command.Result wrong =
          sidecar.run(Map.of("COSIGN_PASSWORD", "guess"), sign(release.key(), image));
      assertThat(wrong.status()).isEqualTo(3);
      assertThat(wrong.err())
          .contains(release.key())
          .contains("password")
          .doesNotContain("guess", "\tat ");
      Command.Result none = sidecar.run(Map.of(), sign(release.key(), image));
      assertThat(none.status()).isEqualTo(3);
      assertThat(none.err()).contains("COSIGN_PASSWORD");
      assertThat(sidecar.run("verify", "--key", release.publicKey(), image).status()).isEqualTo(1);

      sidecar.run(Map.of("COSIGN_PASSWORD", "secret"), sign(release.key(), image)).ok();
      SignedImages.cosign(
              "verify", "--key", release.publicKey(), "--insecure-ignore-tlog=true", image)
          .ok();
      sidecar.run("verify", "--key", release.publicKey(), image).ok();

      sidecar.run("keys", "generate").ok();
      try (var keys = Files.list(folder.resolve("state/keys"))) {
        Path own =
            keys.filter(file -> file.toString().matches(".*/attestation-[0-9a-f]+\\.key"))
                .findFirst()
                .orElseThrow();
        Command.Result refused = sidecar.run(Map.of(), sign(own.toString(), image));
        assertThat(refused.status()).isEqualTo(3);
        assertThat(refused.err()).contains("must not say that images may run");
      }
      Path attestation =
          Files.writeString(
              folder.resolve("attestation.pub"), sidecar.run("keys", "public").ok().out());
      Command.Result mixed = sidecar.run("verify", "--key", attestation.toString(), image);
      assertThat(mixed.status()).isEqualTo(3);
      assertThat(mixed.err()).contains("our key for scan results");
    }
  }

  private static String[] sign(String key, String image) {
    return new String[] {"sign", "--key", key, image};
  }

  @Test
  void aSignatureOfTheIndexCountsForAnImageThatItLists() throws Exception {
    try (Registry registry = RegistryKind.DISTRIBUTION_2.start(folder)) {
      var layout =
          LayoutBuilder.debian12("openssl=3.0.9-1")
              .writeIndex(folder.resolve("index"), List.of("amd64", "arm64"));
      String repository = registry.host() + "/team/app";
      registry.pushWithSkopeo(layout, "team/app:1.0");
      String child = repository + "@" + layout.children().getFirst();
      String stranger = SignedImages.push(folder, registry, "app");
      sidecar.run("sign", repository + "@" + layout.digest()).ok();

      assertThat(sidecar.run("verify", child).status()).isEqualTo(1);
      assertThat(sidecar.run("verify", "--index", layout.digest(), child).ok().out())
          .contains("on index " + layout.digest());
      Command.Result lie = sidecar.run("verify", "--index", layout.digest(), stranger);
      assertThat(lie.status()).isEqualTo(1);
      assertThat(lie.out()).contains("is no index that lists");

      // And the signature of one platform says nothing of the index.
      String alone = repository + "@" + layout.children().getLast();
      var other =
          LayoutBuilder.debian12("curl=7.88.1-10")
              .writeIndex(folder.resolve("other"), List.of("amd64", "arm64"));
      registry.pushWithSkopeo(other, "team/app:2.0");
      sidecar.run("sign", repository + "@" + other.children().getFirst()).ok();
      Command.Result whole = sidecar.run("verify", repository + ":2.0");
      assertThat(whole.status()).as(alone).isEqualTo(1);
      assertThat(whole.out()).contains("about this object alone");
    }
  }
}
