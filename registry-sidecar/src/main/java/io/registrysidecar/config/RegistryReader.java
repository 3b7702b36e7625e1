package io.registrysidecar.config;

import io.registrysidecar.config.RegistrySettings.Events;
import io.registrysidecar.config.RegistrySettings.Login;
import io.registrysidecar.config.RegistrySettings.Tls;
import io.registrysidecar.oci.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes one registry's settings from its values, and refuses combinations that cannot work. */
final class RegistryReader {

  private static final Duration SHORTEST_RECONCILE = Duration.ofSeconds(1);

  private final Settings values;
  private final Problems problems;

  private RegistryReader(Settings values, Problems problems) {
    this.values = values;
    this.problems = problems;
  }

  /** The registry; empty when its values alone are wrong already. */
  static Optional<RegistrySettings> read(Settings values, Problems problems) {
    return values.find(RegistryKeys.URL).isPresent() && values.find(RegistryKeys.NAME).isPresent()
        ? Optional.of(new RegistryReader(values, problems).registry())
        : Optional.empty();
  }

  private RegistrySettings registry() {
    return new RegistrySettings(
        values.get(RegistryKeys.NAME),
        values.get(RegistryKeys.URL),
        login(),
        tls(),
        values.find(RegistryKeys.TRUSTED_HOSTS).orElse(List.of()),
        new Events(
            values.find(RegistryKeys.EVENT_FORMAT).orElse(EventFormat.AUTO),
            values.find(RegistryKeys.EVENT_TOKEN).orElse(null)),
        values.find(RegistryKeys.REPOSITORIES).orElse(new RepositoryFilter(List.of())),
        reconcile(),
        values.find(RegistryKeys.CONCURRENCY).orElse(1),
        values.find(RegistryKeys.REPLACE_FOREIGN_TAG).orElse(true),
        values.find(RegistryKeys.PUBLISH).orElse(true));
  }

  private @Nullable Login login() {
    String username = values.find(RegistryKeys.USERNAME).orElse(null);
    Secret password = values.find(RegistryKeys.PASSWORD).orElse(null);
    if (username != null && password != null) {
      return new Login(username, password);
    }
    if (username != null) {
      needs(RegistryKeys.USERNAME, RegistryKeys.PASSWORD);
    } else if (password != null) {
      needs(RegistryKeys.PASSWORD, RegistryKeys.USERNAME);
    }
    return null;
  }

  private Tls tls() {
    Path ca = file(RegistryKeys.CA);
    Path certificate = file(RegistryKeys.CLIENT_CERTIFICATE);
    Path key = file(RegistryKeys.CLIENT_KEY);
    if (certificate != null && key == null) {
      needs(RegistryKeys.CLIENT_CERTIFICATE, RegistryKeys.CLIENT_KEY);
    } else if (certificate == null && key != null) {
      needs(RegistryKeys.CLIENT_KEY, RegistryKeys.CLIENT_CERTIFICATE);
    }
    return new Tls(ca, certificate, key);
  }

  private @Nullable Path file(Key<Path> key) {
    Path path = values.find(key).orElse(null);
    if (path == null) {
      return null;
    }
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      problems.at(
          values.origin(key), "cannot read " + path + "; write the path of a readable PEM file");
    }
    if (values.get(RegistryKeys.URL).getScheme().equals("http")) {
      problems.at(
          values.origin(key),
          "this has no effect on a plain http registry; write https:// in url, or remove it");
    }
    return path;
  }

  private Duration reconcile() {
    Duration interval = values.find(RegistryKeys.RECONCILE).orElse(Duration.ZERO);
    if (interval.isPositive() && interval.compareTo(SHORTEST_RECONCILE) < 0) {
      problems.at(
          values.origin(RegistryKeys.RECONCILE),
          "listing all tags more often than every second burdens the registry; write 1s or more, or"
              + " off");
    }
    return interval;
  }

  private void needs(Key<?> key, Key<?> other) {
    problems.at(values.origin(key), key.name() + " needs " + other.name() + " beside it");
  }
}
