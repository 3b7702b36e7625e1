package io.registrysidecar;

import io.registrysidecar.config.Configuration;
import io.registrysidecar.config.RegistrySettings;
import io.registrysidecar.config.RegistrySettings.Login;
import io.registrysidecar.oci.Reference;
import io.registrysidecar.oci.RegistryHost;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.DistributionClients;
import io.registrysidecar.oci.client.RegistryAccess;
import io.registrysidecar.oci.client.SubjectLock;
import io.registrysidecar.oci.client.auth.CredentialSource;
import io.registrysidecar.oci.client.auth.DockerConfigCredentials;
import io.registrysidecar.oci.client.http.ReadAhead;
import io.registrysidecar.oci.client.http.Tls;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Makes clients for registries, by the configuration or by nothing but a reference. */
public final class RegistryConnections implements AutoCloseable {

  private final DistributionClients clients;
  private final List<RegistrySettings> configured;
  private final CredentialSource docker;
  private final Runnable close;

  RegistryConnections(
      DistributionClients clients,
      List<RegistrySettings> configured,
      Map<String, String> environment,
      Runnable close) {
    this.clients = clients;
    this.configured = List.copyOf(configured);
    String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
    this.docker = DockerConfigCredentials.usual(environment, Path.of(home));
    this.close = close;
  }

  /**
   * For a single command: with event loops of its own.
   *
   * @param environment the environment of the process, which may name a Docker configuration
   * @param version of this program
   */
  public static RegistryConnections open(
      Configuration configuration, Map<String, String> environment, String version) {
    Vertx vertx = EventLoops.few();
    return new RegistryConnections(
        clients(vertx, configuration, version),
        configuration.registries(),
        environment,
        () -> vertx.close().await());
  }

  /** What makes the clients of this process: they share locks and the budget for reading ahead. */
  static DistributionClients clients(Vertx vertx, Configuration configuration, String version) {
    return new DistributionClients(
        vertx, version, SubjectLock.inProcess(), new ReadAhead(configuration.readAhead().bytes()));
  }

  /**
   * A client for the registry of a reference: as configured where it is, else over https, but over
   * plain http on this machine's own loopback addresses or when {@code plainHttp} says so.
   *
   * @throws IOException if a certificate file cannot be used
   */
  public DistributionClient of(Reference reference, boolean plainHttp) throws IOException {
    String host = reference.registry();
    for (RegistrySettings registry : configured) {
      if (RegistryHost.canonical(registry.host()).equals(host)) {
        return of(registry);
      }
    }
    String scheme = plainHttp || isLoopback(host) ? "http" : "https";
    return clients.open(
        RegistryAccess.of(URI.create(scheme + "://" + RegistryHost.api(host))).with(docker));
  }

  /**
   * A client for a configured registry.
   *
   * @throws IOException if one of its certificate files cannot be used
   */
  DistributionClient of(RegistrySettings registry) throws IOException {
    Login login = registry.login();
    return clients.open(
        RegistryAccess.of(registry.url())
            .with(login == null ? docker : CredentialSource.of(login.username(), login.password()))
            .with(tls(registry.tls()))
            .withTrustedHosts(new HashSet<>(registry.trustedHosts()))
            .withReplaceForeignTag(registry.replaceForeignTag()));
  }

  @Override
  public void close() {
    close.run();
  }

  private static Tls tls(RegistrySettings.Tls configured) {
    Path authorities = configured.caFile();
    Path certificate = configured.clientCertificateFile();
    Path key = configured.clientKeyFile();
    return new Tls(
        authorities == null ? List.of() : List.of(authorities),
        certificate == null || key == null ? null : new Tls.Identity(certificate, key));
  }

  private static boolean isLoopback(String authority) {
    return authority.matches("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d+)?");
  }
}
