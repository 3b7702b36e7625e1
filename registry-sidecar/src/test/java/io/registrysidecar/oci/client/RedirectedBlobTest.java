package io.registrysidecar.oci.client;

import static io.registrysidecar.oci.client.Fixture.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.demo.InMemoryRegistry;
import io.registrysidecar.demo.RegistryAnswer;
import io.registrysidecar.demo.RegistryOptions;
import io.registrysidecar.oci.Secret;
import io.registrysidecar.oci.client.auth.CredentialSource;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A registry that keeps its blobs on another server, as most do. */
class RedirectedBlobTest {

  private final Fixture fixture = Fixture.start();
  private final Faults storage = new Faults();
  private final TokenDance dance = new TokenDance();
  private InMemoryRegistry storageServer =
      InMemoryRegistry.start(fixture.vertx, RegistryOptions.DEFAULT.with(storage));
  private DistributionClient client = fixture.client;

  @BeforeEach
  void wantTokens() {
    client =
        fixture.open(settings ->
            settings.with(CredentialSource.of(TokenDance.USER, new Secret(TokenDance.PASSWORD))));
  }

  @AfterEach
  void stop() {
    client.close();
    storageServer.close();
    fixture.close();
  }

  @Test
  void theOtherServerSeesNoCredentials() throws Exception {
    var blob = redirectedBlob(storageServer.url());

    assertThat(read(blob)).isEqualTo(blob.content());

    assertThat(fixture.faults.seen("GET /blobs/").getLast().header("authorization")).isPresent();
    assertThat(storage.seen("GET /blobs/"))
        .isNotEmpty()
        .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("authorization"));
  }

  @Test
  void aChallengeOfTheOtherServerIsNotAnswered() throws Exception {
    var blob = redirectedBlob(storageServer.url());
    storage.always(
        "GET /blobs/",
        Fault.instead(
            RegistryAnswer.of(401)
                .with("www-authenticate", "Basic realm=\"give me your password\"")));

    Failure.of(RegistryFailure.Denied.class, () -> read(blob));
    assertThat(storage.seen("GET /blobs/"))
        .hasSize(1)
        .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("authorization"));
  }

  @Test
  void aBrokenDownloadIsAskedForAtTheRegistryAgainBecauseAddressesExpire() throws Exception {
    var blob = redirectedBlob(storageServer.url());
    storage.once("GET /blobs/", Fault.truncated(40_000));
    int before = fixture.faults.seen("GET /blobs/").size();

    assertThat(read(blob)).isEqualTo(blob.content());

    assertThat(fixture.faults.seen("GET /blobs/").size() - before).isEqualTo(3);
    assertThat(storage.seen("GET /blobs/").getLast().header("range")).hasValue("bytes=40000-");
  }

  @Test
  void theRegistryCannotSendUsToAnAddressInside() throws Exception {
    fixture.resolve(host ->
        new InetAddress[] {InetAddress.getByName(host.equals("storage.test") ? "10.0.0.7" : host)});
    try (var careful = fixture.open(settings -> settings)) {
      var blob = redirectedBlob(URI.create("http://storage.test:" + storageServer.url().getPort()));

      Failure.message(
              RegistryFailure.Refused.class, () -> careful.blob(REPOSITORY, blob.descriptor()))
          .contains("storage.test")
          .contains("private");
      assertThat(storage.seen("GET /blobs/")).isEmpty();
    }
  }

  @Test
  void weConnectToTheAddressThatWasCheckedUnderTheNameThatWasGiven() throws Exception {
    fixture.resolve(_ -> new InetAddress[] {InetAddress.getLoopbackAddress()});
    try (var careful = fixture.open(settings -> settings)) {
      String host = "storage.test:" + storageServer.url().getPort();
      var blob = redirectedBlob(URI.create("http://" + host));

      try (InputStream in = careful.blob(REPOSITORY, blob.descriptor())) {
        assertThat(in.readAllBytes()).isEqualTo(blob.content());
      }
      assertThat(storage.seen("GET /blobs/").getLast().header("host")).hasValue(host);
    }
  }

  private Fixture.Blob redirectedBlob(URI to) throws Exception {
    var blob = fixture.blob(100_000);
    try (var direct = fixture.open(settings -> RegistryAccess.of(storageServer.url()))) {
      direct.pushBlob(REPOSITORY, blob.content());
    }
    fixture.faults.always(
        "GET /blobs/",
        (request, registry, response) ->
            dance.handle(
                request,
                asked ->
                    RegistryAnswer.of(307).with("location", to + asked.path() + "?sig=a%2Bb=="),
                response));
    fixture.faults.always("GET /token", dance);
    return blob;
  }

  private byte[] read(Fixture.Blob blob) throws Exception {
    try (InputStream in = client.blob(REPOSITORY, blob.descriptor())) {
      return in.readAllBytes();
    }
  }
}
