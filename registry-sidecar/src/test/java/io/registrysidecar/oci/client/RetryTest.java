package io.registrysidecar.oci.client;

import static io.registrysidecar.oci.client.Fixture.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.registrysidecar.demo.RegistryAnswer;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey.Tag;
import io.registrysidecar.oci.client.http.Patience;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {

  private static final Tag TAG = new Tag("1.0");
  private static final Digest DIGEST = Digest.sha256(new byte[0]);

  private final Fixture fixture = Fixture.start();

  @BeforeEach
  void pushAnImage() throws Exception {
    fixture.image("1.0");
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void whatMayPassIsTriedAgain(int status) throws Exception {
    fixture.faults.times(4, "GET /manifests/", Fault.status(status));

    assertThat(fixture.client.manifest(REPOSITORY, TAG)).isPresent();
    assertThat(fixture.pauses).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 405, 409, 410})
  void whatWillNotPassIsNotTriedAgain(int status) {
    fixture.faults.always("DELETE /manifests/", Fault.status(status));

    assertThat(catchThrowable(() -> fixture.client.delete(REPOSITORY, DIGEST)))
        .satisfiesAnyOf(
            nothing -> assertThat(nothing).as("404 is an answer").isNull(),
            thrown -> assertThat(thrown).isInstanceOf(RegistryException.class));
    assertThat(fixture.faults.seen("DELETE /manifests/")).hasSize(1);
    assertThat(fixture.pauses).isEmpty();
  }

  @Test
  void fiveAttemptsAreEnough() {
    fixture.faults.always("GET /manifests/", Fault.status(503));

    Failure.message(
            RegistryFailure.ServerError.class, () -> fixture.client.manifest(REPOSITORY, TAG))
        .contains("503")
        .contains("pull manifest 1.0 of 127.0.0.1:")
        .contains("See its log");
    assertThat(fixture.faults.seen("GET /manifests/")).hasSize(5);
  }

  @Test
  void pausesDoubleAndVaryALittle() {
    fixture.faults.always("GET /manifests/", Fault.status(503));

    Failure.of(RegistryFailure.ServerError.class, () -> fixture.client.manifest(REPOSITORY, TAG));

    assertThat(fixture.pauses)
        .zipSatisfy(
            List.of(250, 500, 1000, 2000),
            (pause, millis) ->
                assertThat(pause.toMillis()).isBetween(millis * 9L / 10, millis * 11L / 10));
  }

  @Test
  void pausesHaveALimit() {
    var policy = RetryPolicy.DEFAULT;

    assertThat(policy.delay(30, null, new Random(1))).isLessThanOrEqualTo(Duration.ofMillis(3300));
  }

  @Test
  void theRegistrySaysHowLongToWait() throws Exception {
    fixture.faults.once("GET /manifests/", retryAfter("7"));
    fixture.faults.once("GET /manifests/", retryAfter("Sun, 22 Nov 2026 12:00:09 GMT"));

    assertThat(fixture.client.manifest(REPOSITORY, TAG)).isPresent();
    assertThat(fixture.pauses).containsExactly(Duration.ofSeconds(9), Duration.ofSeconds(7));
  }

  @Test
  void aLongWaitIsLeftToTheCaller() {
    fixture.faults.always("GET /manifests/", retryAfter("3600"));

    var failure =
        Failure.of(
            RegistryFailure.RateLimited.class, () -> fixture.client.manifest(REPOSITORY, TAG));

    assertThat(failure.retryAfter()).isEqualTo(Duration.ofHours(1));
    assertThat(failure.message()).contains("3600 s");
    assertThat(fixture.pauses).isEmpty();
  }

  @Test
  void nonsenseInRetryAfterIsIgnored() throws Exception {
    fixture.faults.once("GET /manifests/", retryAfter("soon"));

    assertThat(fixture.client.manifest(REPOSITORY, TAG)).isPresent();
  }

  @Test
  void aSilentRegistryIsUnreachable() {
    fixture.faults.always("GET /manifests/", Fault.silent());
    Duration little = Duration.ofMillis(200);
    var patience = new Patience(Duration.ofSeconds(10), little, little, 1024);

    try (var client = fixture.open(settings -> settings.with(patience))) {
      Failure.message(RegistryFailure.Unreachable.class, () -> client.manifest(REPOSITORY, TAG))
          .contains("no answer for 200 ms");
    }
    assertThat(fixture.faults.seen("GET /manifests/")).hasSize(5);
  }

  @Test
  void aManifestThatBreaksOffIsReadAgain() throws Exception {
    fixture.faults.once("GET /manifests/", Fault.truncated(10));

    assertThat(fixture.client.manifest(REPOSITORY, TAG)).isPresent();
  }

  @Test
  void aClosedPortIsUnreachable() throws Exception {
    fixture.registry.close();

    Failure.message(
            RegistryFailure.Unreachable.class, () -> fixture.client.manifest(REPOSITORY, TAG))
        .contains("cannot be reached")
        .contains("Check its URL");
    assertThat(fixture.pauses).hasSize(4);
  }

  @Test
  void anUnknownNameIsSaidSo() {
    fixture.resolve(host -> {
      throw new UnknownHostException(host);
    });
    fixture.faults.always("GET /blobs/", Fault.redirect(307, URI.create("http://nowhere.invalid")));
    try (var client = fixture.open(settings -> settings)) {
      Failure.message(
              RegistryFailure.Unreachable.class,
              () -> client.blob(REPOSITORY, fixture.blob(10).descriptor()))
          .contains("host name is not known");
    }
  }

  @Test
  void anInterruptedThreadStopsAsking() {
    fixture.faults.always("GET /manifests/", Fault.silent());

    Thread.currentThread().interrupt();
    Failure.of(RegistryFailure.Cancelled.class, () -> fixture.client.manifest(REPOSITORY, TAG));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(fixture.faults.seen("GET /manifests/")).hasSizeLessThan(2);
  }

  @Test
  void anHtmlPageIsNotShown() {
    fixture.faults.always(
        "GET /manifests/", Fault.instead(403, "text/html", "<html><script>alert(1)</script>"));

    Failure.message(RegistryFailure.Denied.class, () -> fixture.client.manifest(REPOSITORY, TAG))
        .contains("an HTML page")
        .doesNotContain("script");
  }

  @Test
  void aHugeErrorIsShownShortAndOnOneLine() {
    String huge = ("line\r\n\u001b[31m" + "x".repeat(1000)).repeat(10_000);
    fixture.faults.always("GET /manifests/", Fault.instead(403, "text/plain", huge));

    Failure.message(RegistryFailure.Denied.class, () -> fixture.client.manifest(REPOSITORY, TAG))
        .hasSizeLessThan(700)
        .doesNotContain("\n")
        .doesNotContain("\u001b");
  }

  private static Fault retryAfter(String value) {
    return Fault.instead(
        RegistryAnswer.error(429, "TOOMANYREQUESTS", "slow down").with("retry-after", value));
  }
}
