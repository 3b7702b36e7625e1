package io.registrysidecar.config;

import io.registrysidecar.oci.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be configured, checked and with every default filled in. The keys behind it
 * are documented in {@code docs/configuration.md}.
 *
 * @param listen where the service listens
 * @param insecure whether it may listen beyond loopback without credentials
 * @param state the directory for everything that must last
 * @param registries the registries looked after; may be empty for commands that work without
 * @param advisories the advisory database
 * @param policy the file with the policy, or null when there is none
 * @param vex which VEX documents are believed
 * @param admission where clusters ask, and how they are answered
 * @param workers how many layers are decompressed and searched at the same time
 * @param inflate what inflates gzip
 * @param readAhead how many bytes of layers all downloads together may fetch ahead
 * @param layers how much one layer may cost
 * @param signing how results and images are signed
 * @param trust whose signatures are believed
 * @param apiTokens the tokens of the API's users; empty when it asks for none
 * @param log how the log is written
 */
public record Configuration(
    ListenAddress listen,
    boolean insecure,
    Path state,
    List<RegistrySettings> registries,
    Advisories advisories,
    @Nullable Path policy,
    VexSettings vex,
    AdmissionSettings admission,
    int workers,
    InflateWith inflate,
    ByteSize readAhead,
    LayerSettings layers,
    SigningSettings signing,
    TrustSettings trust,
    List<Secret> apiTokens,
    Log log) {

  /** Copies the lists. */
  public Configuration {
    registries = List.copyOf(registries);
    apiTokens = List.copyOf(apiTokens);
  }

  /**
   * The advisory database.
   *
   * @param database its file
   * @param staleAfter the age from which on it counts as stale
   */
  public record Advisories(Path database, Duration staleAfter) {}

  /**
   * How the log is written.
   *
   * @param format for people or for programs
   * @param level from which importance on
   */
  public record Log(LogFormat format, LogLevel level) {}
}
