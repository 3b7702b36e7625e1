package io.registrysidecar.config;

import io.registrysidecar.oci.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One registry that is looked after.
 *
 * @param name what it is called in messages, in the API, and at {@code /events/}
 * @param url scheme, host and port
 * @param login the account to use, or null to ask the Docker configuration
 * @param tls whom to trust and what to show
 * @param trustedHosts hosts on private networks that it may send us to
 * @param events how it sends notifications
 * @param repositories which repositories are looked after
 * @param reconcile how often all tags are compared with what was scanned; zero: never
 * @param concurrency how many of its images are worked on at the same time
 * @param replaceForeignTag whether something that is not a list of referrers is replaced where the
 *     list should be
 * @param publish whether results are written into it
 */
public record RegistrySettings(
    String name,
    URI url,
    @Nullable Login login,
    Tls tls,
    List<String> trustedHosts,
    Events events,
    RepositoryFilter repositories,
    Duration reconcile,
    int concurrency,
    boolean replaceForeignTag,
    boolean publish) {

  /** Copies the list. */
  public RegistrySettings {
    trustedHosts = List.copyOf(trustedHosts);
  }

  /**
   * An account of a registry.
   *
   * @param username its name
   * @param password its password or token
   */
  public record Login(String username, Secret password) {}

  /**
   * Transport security of a registry.
   *
   * @param caFile certificates to trust besides the system's, or null
   * @param clientCertificateFile the certificate to show, or null
   * @param clientKeyFile its key, or null exactly when there is no certificate
   */
  public record Tls(
      @Nullable Path caFile, @Nullable Path clientCertificateFile, @Nullable Path clientKeyFile) {}

  /**
   * Notifications of a registry.
   *
   * @param format their format
   * @param token what they must carry, or null when they need not carry anything
   */
  public record Events(EventFormat format, @Nullable Secret token) {}

  /** Host and port as image references write them. */
  public String host() {
    return url.getRawAuthority();
  }
}
