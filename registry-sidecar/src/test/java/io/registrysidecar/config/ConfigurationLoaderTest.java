package io.registrysidecar.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.oci.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationLoaderTest {

  @TempDir Path directory;

  @Test
  void theUrlOfTheRegistryIsAllThatIsNeeded() throws Exception {
    Configuration configuration = withEnvironment(Map.of("REGISTRY_URL", "http://127.0.0.1:5000"));

    ServiceRules.check(configuration);
    assertThat(configuration.listen()).hasToString("127.0.0.1:8080");
    assertThat(configuration.registries())
        .singleElement()
        .satisfies(registry -> {
          assertThat(registry.name()).isEqualTo("registry");
          assertThat(registry.url()).isEqualTo(URI.create("http://127.0.0.1:5000"));
          assertThat(registry.host()).isEqualTo("127.0.0.1:5000");
          assertThat(registry.login()).isNull();
          assertThat(registry.repositories().accepts("team/app")).isTrue();
          assertThat(registry.reconcile()).isEqualTo(Duration.ofMinutes(10));
        });
  }

  @Test
  void stateLiesInTheUsersStateDirectory() throws Exception {
    assertThat(withEnvironment(Map.of("HOME", "/home/me")).state())
        .isEqualTo(Path.of("/home/me/.local/state/registry-sidecar"));
    assertThat(withEnvironment(Map.of("HOME", "/home/me", "XDG_STATE_HOME", "/state")).state())
        .isEqualTo(Path.of("/state/registry-sidecar"));
  }

  @Test
  void theAdvisoryDatabaseLiesInTheStateDirectoryUnlessSaidOtherwise() throws Exception {
    assertThat(withEnvironment(Map.of("SIDECAR_STATE", "/state")).advisories().database())
        .isEqualTo(Path.of("/state/advisories.db"));
    assertThat(
            withEnvironment(
                    Map.of("SIDECAR_STATE", "/state", "SIDECAR_ADVISORIES_DATABASE", "/db/a.db"))
                .advisories()
                .database())
        .isEqualTo(Path.of("/db/a.db"));
  }

  @Test
  void aFlagWinsOverTheEnvironmentWhichWinsOverTheFile() throws Exception {
    Path file = file("listen: 127.0.0.1:1", "workers: 7", "state: state");
    var loader =
        new ConfigurationLoader(
            Map.of("SIDECAR_LISTEN", "127.0.0.1:2", "SIDECAR_WORKERS", "8"),
            Map.of("listen", "127.0.0.1:3"));

    Configuration configuration = loader.load(file);

    assertThat(configuration.listen().port()).isEqualTo(3);
    assertThat(configuration.workers()).isEqualTo(8);
    assertThat(configuration.state()).isEqualTo(directory.resolve("state"));
  }

  @Test
  void theFileMayBeNamedByTheEnvironment() throws Exception {
    Path file = file("workers: 7");

    assertThat(withEnvironment(Map.of("SIDECAR_CONFIG", file.toString())).workers()).isEqualTo(7);
  }

  @Test
  void aVariableWithoutContentNamesNoFile() throws Exception {
    assertThat(withEnvironment(Map.of("SIDECAR_CONFIG", "")).workers())
        .isEqualTo(withEnvironment(Map.of()).workers());
  }

  @Test
  void allKeysOfARegistryCanBeWritten() throws Exception {
    Files.writeString(directory.resolve("password"), "hunter2\n");
    Files.writeString(directory.resolve("events"), "a token");
    for (String pem : List.of("ca.pem", "cert.pem", "key.pem")) {
      Files.writeString(directory.resolve(pem), pem);
    }
    Path file =
        file(
            "registries:",
            "  - name: main",
            "    url: https://registry.example.com:5000/",
            "    username: sidecar",
            "    password-file: password",
            "    ca-file: ca.pem",
            "    client-cert-file: cert.pem",
            "    client-key-file: key.pem",
            "    trusted-hosts: [tokens.internal]",
            "    events: {format: zot, token-file: events}",
            "    repositories: [team/**, base]",
            "    reconcile: off",
            "    concurrency: 16",
            "    replace-foreign-tag: false",
            "    publish: false");

    RegistrySettings registry =
        new ConfigurationLoader(Map.of(), Map.of()).load(file).registries().getFirst();

    assertThat(registry)
        .isEqualTo(
            new RegistrySettings(
                "main",
                URI.create("https://registry.example.com:5000"),
                new RegistrySettings.Login("sidecar", new Secret("hunter2")),
                new RegistrySettings.Tls(
                    directory.resolve("ca.pem"),
                    directory.resolve("cert.pem"),
                    directory.resolve("key.pem")),
                List.of("tokens.internal"),
                new RegistrySettings.Events(EventFormat.ZOT, new Secret("a token")),
                new RepositoryFilter(List.of("team/**", "base")),
                Duration.ZERO,
                16,
                false,
                false));
  }

  @Test
  void withSeveralRegistriesTheNameIsPartOfTheVariable() throws Exception {
    Path file =
        file(
            "registries:",
            "  - {name: main, url: 'https://one.example.com', username: me}",
            "  - {name: far-away, url: 'https://two.example.com'}");
    var environment =
        Map.of("REGISTRY_MAIN_PASSWORD", "hunter2", "REGISTRY_FAR_AWAY_CONCURRENCY", "9");

    List<RegistrySettings> registries =
        new ConfigurationLoader(environment, Map.of()).load(file).registries();

    assertThat(registries.get(0).login())
        .isEqualTo(new RegistrySettings.Login("me", new Secret("hunter2")));
    assertThat(registries.get(1).concurrency()).isEqualTo(9);
  }

  @Test
  void severalRegistriesAndOneUrlInTheEnvironmentContradictEachOther() throws Exception {
    Path file =
        file(
            "registries:",
            "  - {name: main, url: 'https://one.example.com'}",
            "  - {name: other, url: 'https://two.example.com'}");
    var loader =
        new ConfigurationLoader(Map.of("REGISTRY_URL", "https://three.example.com"), Map.of());

    assertThatThrownBy(() -> loader.load(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("REGISTRY_URL is set, but the file lists several registries");
  }

  @Test
  void aMistypedVariableIsFound() {
    assertThatThrownBy(() -> withEnvironment(Map.of("SIDECAR_LISTN", "127.0.0.1:1")))
        .hasMessage("SIDECAR_LISTN: unknown environment variable; did you mean SIDECAR_LISTEN?");
  }

  @Test
  void variablesThatKubernetesAndTheLauncherSetAreNoneOfOurs() throws Exception {
    Configuration configuration =
        withEnvironment(
            Map.of(
                "SIDECAR_SERVICE_HOST", "10.0.0.1",
                "SIDECAR_PORT_8080_TCP_ADDR", "10.0.0.1",
                "SIDECAR_JAVA_OPTS", "-Xmx1g"));

    assertThat(configuration.registries()).isEmpty();
  }

  @Test
  void aWrongValueInTheEnvironmentIsNamedByItsVariable() {
    assertThatThrownBy(() -> withEnvironment(Map.of("SIDECAR_WORKERS", "lots")))
        .hasMessage("SIDECAR_WORKERS: \"lots\" is not a number from 1 to 256");
  }

  @Test
  void aSecretGivenTwiceIsRefused() {
    assertThatThrownBy(() ->
            withEnvironment(
                Map.of(
                    "REGISTRY_URL", "https://registry.example.com",
                    "REGISTRY_USERNAME", "me",
                    "REGISTRY_PASSWORD", "hunter2",
                    "REGISTRY_PASSWORD_FILE", "/run/secrets/password")))
        .hasMessageContaining(
            "REGISTRY_PASSWORD and REGISTRY_PASSWORD_FILE are both set; unset one of them");
  }

  @Test
  void tokensOfTheApiAreReadLineByLine() throws Exception {
    Configuration configuration =
        withEnvironment(Map.of("SIDECAR_API_TOKENS", "0123456789abcdef\n\n  fedcba9876543210  \n"));

    assertThat(configuration.apiTokens())
        .containsExactly(new Secret("0123456789abcdef"), new Secret("fedcba9876543210"));
  }

  @Test
  void aTokenThatCanBeGuessedIsRefused() {
    assertThatThrownBy(() -> withEnvironment(Map.of("SIDECAR_API_TOKENS", "admin")))
        .hasMessage(
            "SIDECAR_API_TOKENS: a token is shorter than 16 characters; make one with: openssl"
                + " rand -hex 24");
  }

  @Test
  void nothingThatIsPrintedShowsASecret() throws Exception {
    Configuration configuration =
        withEnvironment(
            Map.of(
                "REGISTRY_URL", "https://registry.example.com",
                "REGISTRY_USERNAME", "me",
                "REGISTRY_PASSWORD", "hunter2",
                "SIDECAR_API_TOKENS", "0123456789abcdef"));

    assertThat(configuration.toString()).doesNotContain("hunter2", "0123456789abcdef");
  }

  private static Configuration withEnvironment(Map<String, String> environment)
      throws ConfigurationException {
    return new ConfigurationLoader(environment, Map.of()).load(null);
  }

  private Path file(String... lines) throws IOException {
    return Files.write(directory.resolve("sidecar.yaml"), List.of(lines));
  }
}
