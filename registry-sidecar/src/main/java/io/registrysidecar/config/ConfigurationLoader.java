package io.registrysidecar.config;

import io.registrysidecar.config.Settings.Written;
import io.registrysidecar.file.FileProblem;
import io.registrysidecar.file.RegularFile;
import io.registrysidecar.oci.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the configuration: flags before environment before file before defaults. */
public final class ConfigurationLoader {

  private static final int LARGEST_FILE = 1024 * 1024;

  private final Map<String, String> environment;
  private final Map<String, String> flags;

  /**
   * A loader for one process.
   *
   * @param environment the process environment
   * @param flags values of command-line flags, by the name of their key
   */
  public ConfigurationLoader(Map<String, String> environment, Map<String, String> flags) {
    this.environment = Map.copyOf(environment);
    this.flags = Map.copyOf(flags);
  }

  /**
   * The configuration of this process.
   *
   * @param file the YAML file, or null to take the one that {@code SIDECAR_CONFIG} names, if any
   * @throws ConfigurationException if anything is wrong with it; tells all that is
   */
  public Configuration load(@Nullable Path file) throws ConfigurationException {
    Optional<Path> named =
        Optional.ofNullable(file)
            .or(() ->
                Optional.ofNullable(environment.get(Keys.CONFIG_VARIABLE))
                    .filter(name -> !name.isBlank())
                    .map(Path::of));
    Problems problems =
        new Problems(named.map(Path::getFileName).map(Path::toString).orElse("configuration"));
    YamlNode.Mapping document =
        named.isPresent()
            ? YamlReader.read(read(named.get()), "listen: 127.0.0.1:8080", problems)
            : YamlNode.Mapping.EMPTY;
    Path base = named.map(Path::toAbsolutePath).map(Path::getParent).orElse(Path.of(""));
    EnvironmentNames.check(environment.keySet(), problems);

    Map<String, Written> written =
        FileSection.read(
            Keys.everything(), List.of(RegistriesReader.GROUP), document, base, problems);
    Settings values =
        Settings.read(
            Keys.everything(),
            new Sources(flags, environment, UnaryOperator.identity(), written, "configuration"),
            problems);
    List<RegistrySettings> registries =
        new RegistriesReader(environment, base, problems).read(document);
    List<Secret> tokens = tokens(values, problems);
    Path state = values.find(Keys.STATE).orElseGet(this::userStateDirectory);
    problems.throwIfAny();
    SigningSettings signing = SigningSettings.of(values, state, problems);
    TrustSettings trust = TrustSettings.of(values, problems);
    AdmissionSettings admission = AdmissionSettings.of(values, problems);
    problems.throwIfAny();
    return new Configuration(
        values.get(Keys.LISTEN),
        values.get(Keys.INSECURE),
        state,
        registries,
        new Configuration.Advisories(
            values.find(Keys.DATABASE).orElse(state.resolve("advisories.db")),
            values.get(Keys.STALE_AFTER)),
        values.find(Keys.POLICY).orElse(null),
        VexSettings.of(values),
        admission,
        values.find(Keys.WORKERS).orElseGet(() -> Runtime.getRuntime().availableProcessors()),
        values.get(Keys.INFLATE),
        values.get(Keys.READ_AHEAD),
        LayerSettings.of(values),
        signing,
        trust,
        tokens,
        new Configuration.Log(values.get(Keys.LOG_FORMAT), values.get(Keys.LOG_LEVEL)));
  }

  private static String read(Path file) throws ConfigurationException {
    try (InputStream in = RegularFile.open(file)) {
      byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
      if (bytes.length > LARGEST_FILE) {
        throw unreadable(file, "it is larger than 1 MiB");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw unreadable(file, FileProblem.reason(e));
    }
  }

  private static ConfigurationException unreadable(Path file, String why) {
    return new ConfigurationException(
        List.of(
            "cannot read the configuration file "
                + file
                + " ("
                + why
                + "); check --config and SIDECAR_CONFIG"));
  }

  private static List<Secret> tokens(Settings values, Problems problems) {
    Stream<String> lines =
        values.find(Keys.API_TOKENS).stream().flatMap(secret -> secret.reveal().lines());
    List<Secret> tokens =
        lines.map(String::strip).filter(line -> !line.isEmpty()).map(Secret::new).toList();
    if (tokens.stream().anyMatch(token -> token.reveal().length() < 16)) {
      problems.at(
          values.origin(Keys.API_TOKENS),
          "a token is shorter than 16 characters; make one with: openssl rand -hex 24");
    }
    return tokens;
  }

  private Path userStateDirectory() {
    String xdg = environment.getOrDefault("XDG_STATE_HOME", "");
    Path parent =
        xdg.startsWith("/")
            ? Path.of(xdg)
            : Path.of(
                environment.getOrDefault("HOME", System.getProperty("user.home")),
                ".local",
                "state");
    return parent.resolve("registry-sidecar").toAbsolutePath();
  }
}
