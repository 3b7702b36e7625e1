package io.registrysidecar.oci.client;

import static io.registrysidecar.oci.client.Fixture.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.demo.RegistryAnswer;
import io.registrysidecar.demo.RegistryRequest;
import io.registrysidecar.oci.ManifestKey.Tag;
import io.registrysidecar.oci.Secret;
import io.registrysidecar.oci.client.auth.Credential;
import io.registrysidecar.oci.client.auth.CredentialSource;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuthenticationTest {

  private static final Tag TAG = new Tag("1.0");
  private static final CredentialSource ROBOT =
      CredentialSource.of(TokenDance.USER, new Secret(TokenDance.PASSWORD));

  private final Fixture fixture = Fixture.start();
  private final TokenDance dance = new TokenDance();

  @BeforeEach
  void pushAnImage() throws Exception {
    fixture.image("1.0");
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void anonymousUsersGetATokenToo() throws Exception {
    fixture.faults.always("* ", dance);

    assertThat(fixture.client.resolve(REPOSITORY, TAG)).isPresent();
    assertThat(dance.asked().getFirst().header("authorization")).isEmpty();
  }

  @Test
  void credentialsAreShownToTheTokenServiceOnly() throws Exception {
    try (var client = as(ROBOT)) {
      fixture.faults.always("* ", dance);

      assertThat(client.resolve(REPOSITORY, TAG)).isPresent();

      RegistryRequest asked = dance.asked().getFirst();
      assertThat(asked.header("authorization")).isPresent();
      assertThat(asked.parameter("service")).hasValue("registry.test");
      assertThat(asked.parameter("scope")).hasValue("repository:team/app:pull");
      assertThat(fixture.faults.seen("HEAD /manifests/"))
          .extracting(request -> request.header("authorization").orElse("none"))
          .containsExactly("none", "Bearer token-1")
          .doesNotContain("s3cret");
    }
  }

  @Test
  void aTokenIsUsedAgainForTheSameScope() throws Exception {
    fixture.faults.always("* ", dance);

    for (int i = 0; i < 5; i++) {
      fixture.client.resolve(REPOSITORY, TAG);
    }

    assertThat(dance.asked()).hasSize(1);
    assertThat(fixture.faults.seen("HEAD /manifests/")).hasSize(6);
  }

  @Test
  void aTokenIsRenewedBeforeItEnds() throws Exception {
    fixture.faults.always("* ", dance);
    fixture.client.resolve(REPOSITORY, TAG);

    fixture.nanos.addAndGet(Duration.ofSeconds(239).toNanos());
    fixture.client.resolve(REPOSITORY, TAG);
    assertThat(dance.asked()).hasSize(1);

    fixture.nanos.addAndGet(Duration.ofSeconds(2).toNanos());
    fixture.client.resolve(REPOSITORY, TAG);
    assertThat(dance.asked()).hasSize(2);
  }

  @Test
  void aTokenThatIsNoLongerGoodIsReplacedAndTheRequestSentAgain() throws Exception {
    fixture.faults.always("* ", dance);
    fixture.client.resolve(REPOSITORY, TAG);
    dance.forgetTokens();

    assertThat(fixture.client.resolve(REPOSITORY, TAG)).isPresent();
    assertThat(dance.asked()).hasSize(2);
  }

  @Test
  void writingAsksForItsOwnScope() throws Exception {
    fixture.faults.always("* ", dance);

    fixture.client.pushBlob(REPOSITORY, new byte[] {1});

    assertThat(dance.asked())
        .extracting(request -> request.parameter("scope").orElse(""))
        .contains("repository:team/app:pull,push");
    assertThat(fixture.client.resolve(REPOSITORY, TAG)).isPresent();
  }

  @Test
  void manyThreadsThatNeedATokenAskForItOnce() throws Exception {
    fixture.faults.always("* ", dance);
    Callable<Boolean> resolve = () -> fixture.client.resolve(REPOSITORY, TAG).isPresent();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = threads.invokeAll(Stream.generate(() -> resolve).limit(50).toList());
      for (var result : results) {
        assertThat(result.get()).isTrue();
      }
    }

    assertThat(dance.asked()).hasSize(1);
  }

  @Test
  void aTokenThatDoesNotSufficeIsADenialAfterOneRepetition() {
    dance.grantNothing();
    fixture.faults.always("* ", dance);

    Failure.message(RegistryFailure.Denied.class, () -> fixture.client.manifest(REPOSITORY, TAG))
        .contains("401")
        .contains("repository:team/app:pull")
        .contains("password file");
    assertThat(fixture.faults.seen("GET /manifests/")).hasSize(2);
  }

  @Test
  void aTokenServiceThatRefusesIsADenial() {
    dance.answer(RegistryAnswer.of(403));
    fixture.faults.always("* ", dance);

    Failure.message(RegistryFailure.Denied.class, () -> fixture.client.manifest(REPOSITORY, TAG))
        .contains("token service");
  }

  @Test
  void aTokenServiceThatFailsIsAskedAgain() throws Exception {
    fixture.faults.always("* ", dance);
    fixture.faults.times(2, "GET /token", Fault.status(503));

    assertThat(fixture.client.resolve(REPOSITORY, TAG)).isPresent();
    assertThat(fixture.pauses).hasSize(2);
  }

  @Test
  void anAnswerWithoutATokenIsADenial() {
    dance.answer(RegistryAnswer.of(200, "text/html", "<html>".getBytes(StandardCharsets.UTF_8)));
    fixture.faults.always("* ", dance);

    Failure.of(RegistryFailure.Denied.class, () -> fixture.client.manifest(REPOSITORY, TAG));
  }

  @Test
  void aTokenThatWouldBreakOutOfItsHeaderIsNotUsed() {
    byte[] body = "{\"token\":\"a\\r\\nX-Evil: 1\"}".getBytes(StandardCharsets.UTF_8);
    dance.answer(RegistryAnswer.of(200, "application/json", body));
    fixture.faults.always("* ", dance);

    Failure.of(RegistryFailure.Denied.class, () -> fixture.client.manifest(REPOSITORY, TAG));
  }

  @Test
  void theTokenServiceDoesNotSendUsOn() {
    dance.answer(RegistryAnswer.of(307).with("location", fixture.registry.url() + "/elsewhere"));
    fixture.faults.always("* ", dance);

    Failure.of(RegistryFailure.Denied.class, () -> fixture.client.manifest(REPOSITORY, TAG));
    assertThat(fixture.faults.seen("* /elsewhere")).isEmpty();
  }

  @Test
  void aRealmWithAPrivateAddressGetsNothing() throws Exception {
    fixture.resolve(host ->
        new InetAddress[] {
          InetAddress.getByName(host.equals("inside.test") ? "10.255.255.254" : host)
        });
    try (var client = as(ROBOT)) {
      fixture.faults.always(
          "* ",
          Fault.instead(
              RegistryAnswer.of(401)
                  .with("www-authenticate", "Bearer realm=\"http://inside.test/token\"")));

      Failure.message(RegistryFailure.Refused.class, () -> client.manifest(REPOSITORY, TAG))
          .contains("inside.test")
          .contains("trusted-hosts");
    }
  }

  @Test
  void anIdentityTokenIsPosted() throws Exception {
    try (var client =
        as(_ -> Optional.of(new Credential.IdentityToken(new Secret("refresh me"))))) {
      fixture.faults.always("* ", dance);

      assertThat(client.resolve(REPOSITORY, TAG)).isPresent();

      RegistryRequest asked = dance.asked().getFirst();
      assertThat(asked.method()).isEqualTo("POST");
      assertThat(new String(asked.body(), StandardCharsets.UTF_8))
          .contains("grant_type=refresh_token")
          .contains("refresh_token=refresh+me")
          .contains("scope=repository%3Ateam%2Fapp%3Apull");
    }
  }

  @Test
  void aTokenServiceWithoutPostIsAskedByGet() throws Exception {
    dance.refusePost();
    try (var client =
        as(_ -> Optional.of(new Credential.IdentityToken(new Secret("refresh me"))))) {
      fixture.faults.always("* ", dance);

      assertThat(client.resolve(REPOSITORY, TAG)).isPresent();
      assertThat(dance.asked()).extracting(RegistryRequest::method).containsExactly("POST", "GET");
    }
  }

  @Test
  void basicIsAnsweredWithTheCredential() throws Exception {
    try (var client = as(ROBOT)) {
      fixture.faults.always("* ", basicOnly());

      assertThat(client.resolve(REPOSITORY, TAG)).isPresent();
      assertThat(client.resolve(REPOSITORY, TAG)).isPresent();
      assertThat(fixture.faults.seen("HEAD /manifests/")).hasSize(3);
    }
  }

  @Test
  void basicWithoutACredentialIsADenial() {
    fixture.faults.always("* ", basicOnly());

    Failure.of(RegistryFailure.Denied.class, () -> fixture.client.manifest(REPOSITORY, TAG));
    assertThat(fixture.faults.seen("GET /manifests/")).hasSize(1);
  }

  @Test
  void aCredentialThatCannotBeHadIsSaid() throws Exception {
    CredentialSource broken =
        _ -> {
          throw new IOException("the credential helper is missing");
        };
    try (var client = as(broken)) {
      fixture.faults.always("* ", dance);

      Failure.message(RegistryFailure.NoCredential.class, () -> client.manifest(REPOSITORY, TAG))
          .contains("the credential helper is missing");
    }
  }

  @Test
  void noMessageShowsASecret() throws Exception {
    dance.grantNothing();
    fixture.faults.always("* ", dance);
    try (var client = as(ROBOT)) {
      Failure.message(RegistryFailure.Denied.class, () -> client.manifest(REPOSITORY, TAG))
          .doesNotContain(TokenDance.PASSWORD)
          .doesNotContain("token-1");
    }
  }

  private DistributionClient as(CredentialSource credentials) {
    return fixture.open(settings -> settings.with(credentials));
  }

  /** A registry that wants Basic authentication, and offers something unknown first. */
  private static Fault basicOnly() {
    return (request, registry, response) -> {
      boolean known = request.header("authorization").orElse("").startsWith("Basic ");
      RegistryAnswer answer =
          known
              ? registry.apply(request)
              : RegistryAnswer.of(401).with("www-authenticate", "Negotiate, Basic realm=\"r\"");
      answer.writeTo(request, response);
    };
  }
}
