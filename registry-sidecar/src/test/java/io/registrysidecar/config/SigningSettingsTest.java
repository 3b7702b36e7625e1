package io.registrysidecar.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningSettingsTest {

  @TempDir Path directory;

  @Test
  void withoutAnyKeyResultsAreSignedWithKeysOfTheStateDirectory() throws Exception {
    SigningSettings signing = load(Map.of("SIDECAR_STATE", "/state"), "{}");

    assertThat(signing.format()).isEqualTo(SigningFormat.AUTO);
    assertThat(signing.keys()).isEqualTo(Path.of("/state/keys"));
    assertThat(signing.generate()).isTrue();
    assertThat(signing.passwordFile()).isNull();
    assertThat(signing.token()).isNull();
    assertThat(signing.attestation().file()).isNull();
    assertThat(signing.attestation().command()).isEmpty();
  }

  @Test
  void aTokenAndACommandAreReadFromTheFile() throws Exception {
    SigningSettings signing =
        load(
            Map.of(),
            """
            signing:
              organization: Example
              command: [/usr/bin/kms, --key, "alias/release scans"]
              pkcs11:
                library: /usr/lib/softhsm/libsofthsm2.so
                slot: "#1"
                pin-file: pin
                release-key: release
            """);

    assertThat(signing.attestation().command())
        .containsExactly("/usr/bin/kms", "--key", "alias/release scans");
    assertThat(signing.release().label()).isEqualTo("release");
    assertThat(signing.token())
        .isEqualTo(
            new SigningSettings.Token(
                Path.of("/usr/lib/softhsm/libsofthsm2.so"), "#1", directory.resolve("pin")));
    assertThat(signing.subject().organization()).isEqualTo("Example");
  }

  /** Passwords are read where they are used, so that no setting can show one. */
  @Test
  void thePasswordIsKnownAndNotKept() throws Exception {
    Path file = Files.writeString(directory.resolve("sidecar.yaml"), "{}");
    Configuration configuration =
        new ConfigurationLoader(
                Map.of("SIDECAR_KEY_PASSWORD", "hunter2", "SIDECAR_PKCS11_PIN", "hunter2"),
                Map.of())
            .load(file);

    assertThat(configuration.toString()).doesNotContain("hunter2");
  }

  private SigningSettings load(Map<String, String> environment, String yaml) throws Exception {
    Path file = Files.writeString(directory.resolve("sidecar.yaml"), yaml);
    return new ConfigurationLoader(environment, Map.of()).load(file).signing();
  }
}
