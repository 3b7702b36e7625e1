package io.registrysidecar.oci.client;

import static io.registrysidecar.oci.client.Fixture.REPOSITORY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.registrysidecar.oci.ManifestKey.Tag;
import io.registrysidecar.oci.client.http.Tls;
import io.registrysidecar.testing.Certificates;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerConfig;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

  private static final Tag TAG = new Tag("1.0");

  @TempDir private static Path folder;
  private static Certificates server = Certificates.NONE;
  private static Certificates ours = Certificates.NONE;

  private final Vertx vertx = Vertx.vertx();
  private final DistributionClients clients =
      new DistributionClients(vertx, "test", SubjectLock.inProcess());

  @BeforeAll
  static void makeCertificates() throws Exception {
    server = Certificates.selfSigned(folder, "server", "localhost");
    ours = Certificates.selfSigned(folder, "client", "sidecar");
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @Test
  void aRegistryWithACertificateOfItsOwnIsRecognisedByIt() throws Exception {
    URI registry = listen(ClientAuth.NONE);

    try (var client = open(registry, new Tls(List.of(server.certificate()), null))) {
      assertThat(client.resolve(REPOSITORY, TAG)).isEmpty();
    }
  }

  @Test
  void aRegistryThatIsNotRecognisedIsNotAsked() throws Exception {
    URI registry = listen(ClientAuth.NONE);

    try (var client = open(registry, Tls.SYSTEM)) {
      Failure.message(RegistryFailure.Untrusted.class, () -> client.resolve(REPOSITORY, TAG))
          .contains("ca-file");
    }
  }

  @Test
  void aCertificateForAnotherNameIsNotAccepted() throws Exception {
    URI registry = listen(ClientAuth.NONE);
    URI byAddress = URI.create("https://127.0.0.1:" + registry.getPort());

    try (var client = open(byAddress, new Tls(List.of(server.certificate()), null))) {
      Failure.of(RegistryFailure.Untrusted.class, () -> client.resolve(REPOSITORY, TAG));
    }
  }

  @Test
  void weShowOurCertificateWhereOneIsWanted() throws Exception {
    URI registry = listen(ClientAuth.REQUIRED);
    var identity = new Tls.Identity(ours.certificate(), ours.key());

    try (var client = open(registry, new Tls(List.of(server.certificate()), identity))) {
      assertThat(client.resolve(REPOSITORY, TAG)).isEmpty();
    }
  }

  @Test
  void withoutOurCertificateTheRegistryRefuses() throws Exception {
    URI registry = listen(ClientAuth.REQUIRED);

    try (var client = open(registry, new Tls(List.of(server.certificate()), null))) {
      Failure.of(RegistryFailure.Untrusted.class, () -> client.resolve(REPOSITORY, TAG));
    }
  }

  @Test
  void aRegistryWithoutTlsIsToldApart() throws Exception {
    HttpServer plain = vertx.createHttpServer().requestHandler(r -> r.response().end());
    plain.listen(0, "localhost").await();

    try (var client = open(URI.create("https://localhost:" + plain.actualPort()), Tls.SYSTEM)) {
      Failure.message(RegistryFailure.Untrusted.class, () -> client.resolve(REPOSITORY, TAG))
          .contains("http://");
    }
  }

  @Test
  void aCertificateFileThatCannotBeUsedStopsTheStart() throws Exception {
    URI registry = URI.create("https://registry.test");
    Path missing = folder.resolve("missing.pem");
    Path wrong = Files.writeString(folder.resolve("wrong.pem"), "not a certificate", UTF_8);

    assertThatIOException()
        .isThrownBy(() -> open(registry, new Tls(List.of(missing), null)))
        .withMessageContaining(missing.toString());
    assertThatIOException()
        .isThrownBy(() -> open(registry, new Tls(List.of(wrong), null)))
        .withMessageContaining(wrong.toString());
  }

  private DistributionClient open(URI registry, Tls tls) throws IOException {
    return clients.open(
        RegistryAccess.of(registry)
            .with(tls)
            .with(
                new RetryPolicy(
                    1,
                    RetryPolicy.DEFAULT.first(),
                    RetryPolicy.DEFAULT.longest(),
                    RetryPolicy.DEFAULT.longestAsked())));
  }

  /** A registry that has nothing. */
  private URI listen(ClientAuth clientAuth) {
    ServerSSLOptions tls = new ServerSSLOptions();
    tls.setKeyCertOptions(
        new PemKeyCertOptions()
            .setCertPath(server.certificate().toString())
            .setKeyPath(server.key().toString()));
    tls.setTrustOptions(new PemTrustOptions().addCertPath(ours.certificate().toString()));
    tls.setClientAuth(clientAuth);
    HttpServer https =
        vertx
            .createHttpServer(new HttpServerConfig().setHost("localhost").setPort(0), tls)
            .requestHandler(request -> request.response().setStatusCode(404).end());
    https.listen().await();
    return URI.create("https://localhost:" + https.actualPort());
  }
}
