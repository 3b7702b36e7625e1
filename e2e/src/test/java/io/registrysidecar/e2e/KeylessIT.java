package io.registrysidecar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.e2e.harness.Command;
import io.registrysidecar.e2e.harness.LayoutBuilder;
import io.registrysidecar.e2e.harness.Project;
import io.registrysidecar.e2e.harness.Registry;
import io.registrysidecar.e2e.harness.RegistryKind;
import io.registrysidecar.e2e.harness.SidecarCommand;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Signatures that are trusted by the identity in a certificate. */
class KeylessIT {

  private static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";

  @TempDir Path folder;

  private SidecarCommand sidecar;

  @BeforeEach
  void state() {
    sidecar = new SidecarCommand(folder.resolve("state"));
  }

  @ParameterizedTest
  @EnumSource
  void aCertificateIsTrustedByItsIdentityWithoutAnyNetwork(RegistryKind kind) throws Exception {
    Path fixture = Project.root().resolve("e2e/src/test/resources/keyless");
    String root = fixture.resolve("trusted_root.json").toString();
    try (Registry registry = kind.start(folder)) {
      var layout = LayoutBuilder.of(folder.resolve("keyless"), fixture);
      String image =
          registry.host() + "/team/keyless@" + registry.pushWithSkopeo(layout, "team/keyless:1.0");
      registry.attach(image, BUNDLE, BUNDLE, fixture.resolve("bundle.json"));
      String issuer = "https://ci.example ";

      assertThat(
              sidecar
                  .run(
                      "verify",
                      "--trusted-root",
                      root,
                      "--identity",
                      issuer + "~https://ci\\.example/team/app/.*",
                      image)
                  .ok()
                  .out())
          .contains("by https://ci.example/team/app/build.yml@main (https://ci.example)");

      for (String wrong : List.of(issuer + "https://ci.example/team/other", "https://ci ~.*")) {
        Command.Result refused =
            sidecar.run("verify", "--trusted-root", root, "--identity", wrong, image);
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.out())
            .contains("by https://ci.example/team/app/build.yml@main (https://ci.example): ")
            .contains("does not trust this identity");
      }
      assertThat(sidecar.run("verify", image).status()).isEqualTo(1);
      assertThat(sidecar.run("verify", "--identity", issuer + "~.*", image).err())
          .contains("--trusted-root");
      assertThat(
              sidecar
                  .run("verify", "--trusted-root", root, "--identity", "~https://( ~.*", image)
                  .err())
          .contains("not a regular expression");
    }
  }
}
