package io.registrysidecar.oci.client.auth;

import static io.registrysidecar.oci.client.auth.DockerConfigCredentials.usual;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.registrysidecar.oci.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerConfigCredentialsTest {

  @TempDir private Path folder;
  private Path file = Path.of("");
  private final AtomicLong nanos = new AtomicLong();

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("config.json");
  }

  @Test
  void aPasswordMayContainAColon() throws Exception {
    write("\"registry.test:5000\":{\"auth\":\"%s\"}".formatted(base64("user:pass:word")));

    assertThat(credentials().credentialFor("registry.test:5000"))
        .hasValue(new Credential.UserPassword("user", new Secret("pass:word")));
    assertThat(credentials().credentialFor("other.test")).isEmpty();
  }

  @Test
  void dockerHubIsFoundUnderItsOldName() throws Exception {
    write("\"https://index.docker.io/v1/\":{\"auth\":\"%s\"}".formatted(base64("user:password")));

    assertThat(credentials().credentialFor("docker.io")).isPresent();
  }

  @Test
  void anIdentityTokenIsNotAPassword() throws Exception {
    write(
        "\"r.azurecr.io\":{\"auth\":\"%s\",\"identitytoken\":\"refresh\"}"
            .formatted(base64("00000000-0000-0000-0000-000000000000:")));

    assertThat(credentials().credentialFor("r.azurecr.io"))
        .hasValue(new Credential.IdentityToken(new Secret("refresh")));
  }

  @Test
  void theFileIsWhereDockerLooksForIt() throws Exception {
    write("\"registry.test\":{\"auth\":\"%s\"}".formatted(base64("user:password")));
    Path home = Files.createDirectory(folder.resolve("home"));
    Files.copy(file, Files.createDirectory(home.resolve(".docker")).resolve("config.json"));

    var named = Map.of("DOCKER_CONFIG", folder.toString());
    assertThat(usual(named, folder.resolve("none")).credentialFor("registry.test")).isPresent();
    assertThat(usual(Map.of(), home).credentialFor("registry.test")).isPresent();
    assertThat(usual(Map.of(), folder).credentialFor("registry.test")).isEmpty();
  }

  @Test
  void withoutAFileEverybodyIsAnonymous() throws Exception {
    assertThat(credentials().credentialFor("registry.test")).isEmpty();
  }

  @Test
  void anAbsentCredentialIsLookedForAgainAfterHalfAMinute() throws Exception {
    var credentials = credentials();
    assertThat(credentials.credentialFor("registry.test")).isEmpty();
    write("\"registry.test\":{\"auth\":\"%s\"}".formatted(base64("user:password")));

    assertThat(credentials.credentialFor("registry.test")).isEmpty();
    nanos.addAndGet(Duration.ofSeconds(31).toNanos());
    assertThat(credentials.credentialFor("registry.test")).isPresent();
  }

  @Test
  void aMissingCredentialHelperIsAnErrorThatSaysSo() throws Exception {
    Files.writeString(file, "{\"credHelpers\":{\"registry.test\":\"not-installed\"}}");

    assertThatIOException()
        .isThrownBy(() -> credentials().credentialFor("registry.test"))
        .withMessageContaining("registry.test")
        .withMessageContaining("docker-credential-not-installed")
        .withMessageContaining("check the credential helper");
  }

  @Test
  void aBrokenFileIsAnErrorThatNamesTheFile() throws Exception {
    Files.writeString(file, "{\"auths\":");

    assertThatIOException()
        .isThrownBy(() -> credentials().credentialFor("registry.test"))
        .withMessageContaining(file.toString());
  }

  @Test
  void nothingSecretIsEverShown() throws Exception {
    write("\"registry.test\":{\"auth\":\"%s\"}".formatted(base64("user:password")));

    var credential = credentials().credentialFor("registry.test").orElseThrow();

    assertThat(credential).hasToString("UserPassword[username=user, password=(secret)]");
    assertThat(credential.basic()).hasToString("(secret)");
  }

  private DockerConfigCredentials credentials() {
    return new DockerConfigCredentials(file, nanos::get);
  }

  private void write(String auths) throws IOException {
    Files.writeString(file, "{\"auths\":{" + auths + "}}");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
