package io.registrysidecar.oci.client.auth;

import com.fasterxml.jackson.core.JacksonException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import com.google.cloud.tools.jib.api.CredentialRetriever;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import io.registrysidecar.file.RegularFile;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.RegistryHost;
import io.registrysidecar.oci.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Credentials from a Docker configuration file and the credential helpers it names, read by
 * jib-core.
 *
 * <p>Reading may start a helper process, so an answer is remembered: a credential for ten minutes,
 * its absence for half a minute, because it may just have been configured.
 */
public final class DockerConfigCredentials implements CredentialSource {

  private static final Duration KNOWN = Duration.ofMinutes(10);
  private static final Duration UNKNOWN = Duration.ofSeconds(30);
  private static final int MOST_HOSTS = 1000;

  private final Path file;
  private final Cache<String, Optional<Credential>> remembered;

  /**
   * Reads the file that Docker itself would read.
   *
   * @param environment the environment; {@code DOCKER_CONFIG} names the file's directory
   * @param home the user's home directory, for when it does not
   */
  public static DockerConfigCredentials usual(Map<String, String> environment, Path home) {
    String folder = environment.getOrDefault("DOCKER_CONFIG", "");
    Path directory = folder.isEmpty() ? home.resolve(".docker") : Path.of(folder);
    return new DockerConfigCredentials(directory.resolve("config.json"));
  }

  /** Reads {@code file}, usually {@code ~/.docker/config.json}, when a credential is needed. */
  public DockerConfigCredentials(Path file) {
    this(file, Ticker.systemTicker());
  }

  DockerConfigCredentials(Path file, Ticker ticker) {
    this.file = file;
    this.remembered =
        Caffeine.newBuilder()
            .maximumSize(MOST_HOSTS)
            .ticker(ticker)
            .expireAfter(
                Expiry.<String, Optional<Credential>>creating(
                    (_, credential) -> credential.isPresent() ? KNOWN : UNKNOWN))
            .build();
  }

  @Override
  public Optional<Credential> credentialFor(String host) throws IOException {
    Optional<Credential> known = remembered.getIfPresent(host);
    if (known != null) {
      return known;
    }
    Optional<Credential> read = read(host);
    remembered.put(host, read);
    return read;
  }

  private Optional<Credential> read(String host) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> warnings = new ArrayList<>();
    Optional<Credential> found;
    try {
      checkReadable();
      found = retriever(host, warnings).retrieve().map(DockerConfigCredentials::ours);
    } catch (CredentialRetrievalException
        | InvalidImageReferenceException
        | IllegalArgumentException e) {
      throw unavailable(host, String.valueOf(e.getMessage()), e);
    }
    // jib-core only mentions a missing helper; to go on as nobody would hide why access is denied.
    if (found.isEmpty() && !warnings.isEmpty()) {
      throw unavailable(host, String.join(" ", warnings), null);
    }
    return found;
  }

  private void checkReadable() throws IOException {
    RegularFile.check(file);
    try {
      if (BoundedJson.read(Files.readAllBytes(file)).isObject()) {
        return;
      }
    } catch (JacksonException e) {
      throw new IOException(file + " is not JSON; it should be a Docker configuration file", e);
    }
    throw new IOException(file + " is not a JSON object; it should be a Docker configuration file");
  }

  private IOException unavailable(String host, String why, @Nullable Exception cause) {
    return new IOException(
        "the credential for "
            + host
            + " cannot be had from "
            + file
            + ": "
            + why
            + "; check the credential helper that it names",
        cause);
  }

  private CredentialRetriever retriever(String host, List<String> warnings)
      throws InvalidImageReferenceException {
    // Only the registry of this name matters to jib-core.
    ImageReference anyImage = ImageReference.parse(RegistryHost.api(host) + "/any:any");
    return CredentialRetrieverFactory.forImage(
            anyImage,
            event -> {
              if (event.getLevel() == LogEvent.Level.WARN) {
                warnings.add(event.getMessage());
              }
            })
        .dockerConfig(file);
  }

  private static Credential ours(com.google.cloud.tools.jib.api.Credential theirs) {
    Secret secret = new Secret(theirs.getPassword());
    return theirs.isOAuth2RefreshToken()
        ? new Credential.IdentityToken(secret)
        : new Credential.UserPassword(theirs.getUsername(), secret);
  }
}
