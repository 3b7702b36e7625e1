package io.registrysidecar.oci.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.demo.RegistryAnswer;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.oci.client.ReferrersOutcome.Where;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A registry with the referrers API, and the ways in which such registries are peculiar. */
class NativeReferrersTest extends ReferrersContract {

  @Override
  Fixture fixture() {
    return Fixture.start();
  }

  @Test
  void noTagIsWritten() throws Exception {
    assertThat(change(List.of(artifact("report")), List.of()).where()).isEqualTo(Where.NATIVE);

    assertThat(fixture.faults.seen("PUT /manifests/sha256-")).isEmpty();
  }

  @Test
  void theApiIsBelievedEvenIfThePushWasNotAcknowledged() throws Exception {
    fixture.faults.always("PUT /manifests/", Fault.changed(a -> a.without("oci-subject")));

    assertThat(change(List.of(artifact("report")), List.of()).where()).isEqualTo(Where.NATIVE);
  }

  @Test
  void aReferrerThatAppearsOnlyAfterAMomentIsWaitedFor() throws Exception {
    fixture.faults.times(2, "GET /referrers/", emptyList());

    assertThat(change(List.of(artifact("report")), List.of()).where()).isEqualTo(Where.NATIVE);
    assertThat(fixture.pauses)
        .containsExactly(Duration.ZERO, Duration.ofMillis(200), Duration.ofSeconds(1));
  }

  @Test
  void anAcknowledgedReferrerThatDoesNotAppearIsSaidToBeUnverified() throws Exception {
    fixture.faults.always("GET /referrers/", emptyList());

    assertThat(change(List.of(artifact("report")), List.of()).where())
        .isEqualTo(Where.NATIVE_UNVERIFIED);
  }

  @Test
  void aReferrerNeitherAcknowledgedNorListedIsAlsoKeptUnderTheTag() throws Exception {
    fixture.faults.always("PUT /manifests/", Fault.changed(a -> a.without("oci-subject")));
    fixture.faults.always("GET /referrers/", emptyList());

    assertThat(change(List.of(artifact("report")), List.of()).where()).isEqualTo(Where.FALLBACK);
    assertThat(fixture.faults.seen("PUT /manifests/sha256-")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 429, 500, 503})
  void aRefusalOrFailureIsNeverTakenForAMissingApi(int status) throws Exception {
    Descriptor report = artifact("report");
    fixture.faults.always("GET /referrers/", Fault.status(status));

    Failure.of(RegistryFailure.class, () -> change(List.of(report), List.of()));
    Failure.of(RegistryFailure.class, this::listed);

    assertThat(fixture.faults.seen("* /manifests/sha256-")).isEmpty();
  }

  @Test
  void anUnknownRepositoryIsNotAMissingApi() throws Exception {
    Descriptor report = artifact("report");
    fixture.faults.always(
        "GET /referrers/", Fault.instead(RegistryAnswer.error(404, "NAME_UNKNOWN", "gone")));

    assertThat(listed()).isEmpty();
    Failure.message(RegistryFailure.NotFound.class, () -> change(List.of(report), List.of()))
        .contains("the repository does not exist");
    assertThat(fixture.faults.seen("* /manifests/sha256-")).isEmpty();
  }

  @Test
  void aRegistryThatRefusesUnknownSubjectsHasNoReferrersForThem() throws Exception {
    fixture.faults.always(
        "GET /referrers/", Fault.instead(RegistryAnswer.error(400, "MANIFEST_INVALID", "no such")));

    assertThat(listed()).isEmpty();
  }

  @Test
  void aSingleNotFoundDoesNotMakeUsForgetTheApiForGood() throws Exception {
    change(List.of(artifact("report")), List.of());
    fixture.faults.once("GET /referrers/", Fault.status(404));

    assertThat(listed()).isEmpty();
    assertThat(listed()).hasSize(1);
  }

  @Test
  void aListThatCannotBeReadIsAFailure() {
    fixture.faults.always("GET /referrers/", Fault.instead(200, OciMediaTypes.IMAGE_INDEX, "{"));

    Failure.message(RegistryFailure.Unsupported.class, this::listed).contains("cannot be read");
  }

  @Test
  void aListThatNeverEndsIsGivenUp() {
    fixture.faults.always(
        "GET /referrers/",
        Fault.changed(
            (request, answer) -> answer.with("link", "<" + request.path() + ">; rel=\"next\"")));

    Failure.message(RegistryFailure.Unsupported.class, this::listed).contains("does not end");
  }

  @Test
  void aListThatGoesOnElsewhereIsNotFollowed() {
    fixture.faults.always(
        "GET /referrers/",
        Fault.changed(a -> a.with("link", "<https://elsewhere.test/x>; rel=\"next\"")));

    Failure.message(RegistryFailure.Refused.class, this::listed).contains("another server");
  }

  private static Fault emptyList() {
    return Fault.instead(200, OciMediaTypes.IMAGE_INDEX, "{\"schemaVersion\":2,\"manifests\":[]}");
  }
}
