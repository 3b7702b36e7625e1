package io.registrysidecar.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.registrysidecar.testing.Certificates;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A listener with a certificate: who is let in, and which certificate is shown. */
class TlsListenerTest {

  @TempDir private static Path made;
  private static Certificates first = Certificates.NONE;
  private static Certificates second = Certificates.NONE;
  private static Certificates client = Certificates.NONE;
  private static Certificates stranger = Certificates.NONE;

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();
  private @Nullable ApiServer server;

  @BeforeAll
  static void makeCertificates() throws Exception {
    first = Certificates.selfSigned(made, "first", "localhost");
    second = Certificates.selfSigned(made, "second", "localhost");
    client = Certificates.selfSigned(made, "client", "api-server");
    stranger = Certificates.selfSigned(made, "stranger", "stranger");
  }

  @BeforeEach
  void showTheFirst() throws IOException {
    show(first);
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
    vertx.close().await();
  }

  @Test
  void whoKnowsTheCertificateIsAnswered() throws Exception {
    listen(null);

    assertThat(get(first, null, "TLSv1.3")).isEqualTo("hello");
    assertThat(running().certificateUntil().orElseThrow())
        .isBetween(Instant.now().plus(Duration.ofDays(1)), Instant.now().plus(Duration.ofDays(3)));
  }

  @Test
  void olderVersionsAreNotSpoken() throws Exception {
    listen(null);

    assertThatIOException().isThrownBy(() -> get(first, null, "TLSv1.2"));
  }

  @Test
  void plainHttpIsNotSpoken() throws Exception {
    int port = listen(null);

    try (HttpClient plain = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/hello")).build();
      assertThatIOException().isThrownBy(() -> plain.send(request, BodyHandlers.ofString()));
    }
  }

  @Test
  void aClientMustShowACertificateOfTheAuthorityWhereThereIsOne() throws Exception {
    listen(client.certificate());

    assertThat(get(first, client, "TLSv1.3")).isEqualTo("hello");
    assertThatIOException().isThrownBy(() -> get(first, null, "TLSv1.3"));
    assertThatIOException().isThrownBy(() -> get(first, stranger, "TLSv1.3"));
  }

  @Test
  void aNewCertificateIsShownWithoutARestart() throws Exception {
    listen(client.certificate());

    show(second);
    running().refreshCertificate();

    assertThat(get(second, client, "TLSv1.3")).isEqualTo("hello");
    assertThatIOException().isThrownBy(() -> get(first, client, "TLSv1.3"));
    assertThatIOException().isThrownBy(() -> get(second, stranger, "TLSv1.3"));
  }

  @Test
  void aCertificateThatCannotBeUsedLeavesTheOneBefore() throws Exception {
    listen(null);

    Files.writeString(folder.resolve("tls.crt"), "no certificate");
    running().refreshCertificate();
    assertThat(get(first, null, "TLSv1.3")).isEqualTo("hello");

    Files.delete(folder.resolve("tls.crt"));
    running().refreshCertificate();
    assertThat(get(first, null, "TLSv1.3")).isEqualTo("hello");

    show(second);
    running().refreshCertificate();
    assertThat(get(second, null, "TLSv1.3")).isEqualTo("hello");
  }

  @Test
  void aCertificateThatCannotBeUsedStopsTheStart() throws Exception {
    Files.writeString(folder.resolve("tls.crt"), "no certificate");

    assertThatThrownBy(() -> listen(null))
        .isInstanceOf(CannotListen.class)
        .hasMessageContaining("Check the files of its certificate");
  }

  @Test
  void aKeyOfAnotherCertificateStopsTheStart() throws Exception {
    Files.copy(second.key(), folder.resolve("tls.key"), StandardCopyOption.REPLACE_EXISTING);

    assertThatThrownBy(() -> listen(null))
        .isInstanceOf(CannotListen.class)
        .hasMessageContaining("the key is not that of the certificate");
  }

  @Test
  void aCertificateWhoseKeyHasNotComeYetIsNotShown() throws Exception {
    listen(null);

    Files.copy(
        second.certificate(), folder.resolve("tls.crt"), StandardCopyOption.REPLACE_EXISTING);
    running().refreshCertificate();
    assertThat(get(first, null, "TLSv1.3")).isEqualTo("hello");

    show(second);
    running().refreshCertificate();
    assertThat(get(second, null, "TLSv1.3")).isEqualTo("hello");
  }

  private void show(Certificates shown) throws IOException {
    Files.copy(shown.certificate(), folder.resolve("tls.crt"), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(shown.key(), folder.resolve("tls.key"), StandardCopyOption.REPLACE_EXISTING);
  }

  private int listen(@Nullable Path clientAuthorities) throws CannotListen {
    TlsFiles tls =
        new TlsFiles(folder.resolve("tls.crt"), folder.resolve("tls.key"), clientAuthorities);
    server =
        ApiServer.start(
            vertx,
            new Listener("localhost", 0, tls, 10, 1000),
            List.of(Route.get("/hello", Set.of(), _ -> Answer.text("text/plain", "hello")).open()),
            new BearerTokens(List.of()),
            new SimpleMeterRegistry());
    return server.port();
  }

  private ApiServer running() {
    ApiServer running = server;
    if (running == null) {
      throw new IllegalStateException("not started");
    }
    return running;
  }

  private String get(Certificates trusted, @Nullable Certificates shown, String version)
      throws Exception {
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(new String[] {version});
    try (HttpClient http =
        HttpClient.newBuilder()
            .sslContext(context(trusted, shown))
            .sslParameters(parameters)
            .build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("https://localhost:" + running().port() + "/hello"))
              .build();
      return http.send(request, BodyHandlers.ofString()).body();
    }
  }

  private static SSLContext context(Certificates trusted, @Nullable Certificates shown)
      throws Exception {
    KeyStore authorities = KeyStore.getInstance("PKCS12");
    authorities.load(null, null);
    authorities.setCertificateEntry("server", certificate(trusted));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(authorities);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    KeyStore identity = KeyStore.getInstance("PKCS12");
    identity.load(null, null);
    if (shown != null) {
      String pem = Files.readString(shown.key()).replaceAll("-----[A-Z ]+-----|\\s", "");
      identity.setKeyEntry(
          "us",
          KeyFactory.getInstance("EC")
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem))),
          new char[0],
          new Certificate[] {certificate(shown)});
    }
    keys.init(identity, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static Certificate certificate(Certificates of) throws Exception {
    try (InputStream in = Files.newInputStream(of.certificate())) {
      return CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }
}
