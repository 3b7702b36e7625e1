package io.registrysidecar.oci.client;

import static io.registrysidecar.oci.client.Fixture.REPOSITORY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.demo.RegistryAnswer;
import io.registrysidecar.demo.RegistryOptions;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.oci.client.ReferrersOutcome.Where;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A registry without the referrers API, where one list under a tag takes its place. */
class FallbackReferrersTest extends ReferrersContract {

  @Override
  Fixture fixture() {
    return Fixture.start(RegistryOptions.DEFAULT.withReferrersApi(false));
  }

  @Test
  void theListIsAnIndexUnderTheTag() throws Exception {
    Descriptor report = artifact("report");

    assertThat(change(List.of(report), List.of()).where()).isEqualTo(Where.FALLBACK);

    assertThat(list()).isInstanceOf(Manifest.Index.class);
    assertThat(list().self().mediaType()).isEqualTo(OciMediaTypes.IMAGE_INDEX);
  }

  @Test
  void thePushClaimingToHaveLinkedTheSubjectIsNotBelieved() throws Exception {
    fixture.faults.always(
        "PUT /manifests/", Fault.changed(a -> a.with("oci-subject", image.digest().toString())));
    Descriptor report = artifact("report");

    assertThat(change(List.of(report), List.of()).where()).isEqualTo(Where.FALLBACK);
    assertThat(listed()).containsExactly(report);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a login page", "an error of the registry", "an error of a proxy", "405"})
  void everyWayNotToHaveTheApiIsUnderstood(String way) throws Exception {
    fixture.faults.always(
        "GET /referrers/",
        switch (way) {
          case "a login page" -> Fault.instead(200, "text/html", "<html>log in</html>");
          case "an error of the registry" ->
              Fault.instead(RegistryAnswer.error(404, "MANIFEST_UNKNOWN", "manifest unknown"));
          case "an error of a proxy" -> Fault.instead(404, "text/html", "<html>not found</html>");
          default -> Fault.status(405);
        });
    Descriptor report = artifact("report");

    change(List.of(report), List.of());

    assertThat(listed()).containsExactly(report);
  }

  @Test
  void theApiIsAskedForOnceAndAgainAfterSomeHours() throws Exception {
    listed();
    listed();
    assertThat(fixture.faults.seen("GET /referrers/")).hasSize(1);

    fixture.nanos.addAndGet(Duration.ofHours(7).toNanos());
    listed();
    assertThat(fixture.faults.seen("GET /referrers/")).hasSize(2);
  }

  @Test
  void whatOthersListedStaysAsTheyWroteIt() throws Exception {
    Descriptor theirs = artifact("theirs");
    String entry =
        """
        {"x-unknown":{"kept":[1]},"digest":"%s","mediaType":"%s","size":%d}\
        """
            .formatted(theirs.digest(), theirs.mediaType(), theirs.size());
    store("{\"schemaVersion\":2,\"manifests\":[" + entry + "],\"x-more\":true}");

    change(List.of(artifact("ours")), List.of());

    assertThat(new String(list().raw(), UTF_8)).contains(entry).contains("\"x-more\":true");
    assertThat(listed()).hasSize(2);
  }

  @Test
  void aReferrerDeletedByOthersButStillListedDoesNotBlockTheList() throws Exception {
    Descriptor theirs = artifact("theirs");
    Descriptor kept = artifact("kept");
    change(List.of(theirs, kept), List.of());
    fixture.client.delete(REPOSITORY, theirs.digest());
    Descriptor ours = artifact("ours");

    change(List.of(ours), List.of());

    assertThat(listed()).containsExactly(kept, ours);
  }

  @Test
  void threat11SomethingElseUnderTheTagMeansNoReferrersForReaders() throws Exception {
    storeAnImageUnderTheTag();

    assertThat(listed()).isEmpty();
    try (var careful = fixture.open(settings -> settings.withReplaceForeignTag(false))) {
      assertThat(careful.referrers(REPOSITORY, image.digest(), null)).isEmpty();
    }
  }

  @Test
  void somethingElseUnderTheTagIsReplacedByWriters() throws Exception {
    storeAnImageUnderTheTag();
    Descriptor ours = artifact("ours");

    change(List.of(ours), List.of());

    assertThat(listed()).containsExactly(ours);
  }

  @Test
  void somethingElseUnderTheTagIsLeftAloneIfSoConfigured() throws Exception {
    storeAnImageUnderTheTag();
    Descriptor ours = artifact("ours");
    try (var careful = fixture.open(settings -> settings.withReplaceForeignTag(false))) {
      Failure.message(
              RegistryFailure.Unsupported.class,
              () -> careful.changeReferrers(REPOSITORY, image.digest(), List.of(ours), List.of()))
          .contains("replacing it is switched off");
    }
    assertThat(fixture.client.resolve(REPOSITORY, tag())).hasValue(image.digest());
  }

  @Test
  void aListTooLargeForRegistriesIsNotSent() throws Exception {
    Descriptor ours = artifact("ours");
    Map<String, String> large = Map.of("large", "x".repeat(5 << 20));
    Descriptor swollen =
        new Descriptor(
            ours.mediaType(),
            ours.digest(),
            ours.size(),
            ours.artifactType(),
            large,
            null,
            Map.of());

    Failure.of(RegistryFailure.TooLarge.class, () -> change(List.of(swollen), List.of()));
    assertThat(fixture.faults.seen("PUT /manifests/sha256-")).isEmpty();
  }

  @Test
  void theOldIsUnlistedBeforeItIsDeleted() throws Exception {
    Descriptor old = artifact("old");
    change(List.of(old), List.of());
    Descriptor renewed = artifact("new");
    fixture.faults.always("PUT /manifests/sha256-", Fault.status(403));

    Failure.of(RegistryFailure.Denied.class, () -> change(List.of(renewed), List.of(old.digest())));

    assertThat(fixture.faults.seen("DELETE /")).isEmpty();
    assertThat(listed()).containsExactly(old);
  }

  private void store(String index) throws RegistryException {
    fixture.client.pushManifest(
        REPOSITORY, tag(), OciMediaTypes.IMAGE_INDEX, index.getBytes(UTF_8));
  }

  private void storeAnImageUnderTheTag() throws RegistryException {
    byte[] raw =
        fixture.client.manifest(REPOSITORY, new ManifestKey.Tag("1.0")).orElseThrow().raw();
    fixture.client.pushManifest(REPOSITORY, tag(), OciMediaTypes.IMAGE_MANIFEST, raw);
  }
}
