package io.registrysidecar.oci.client;

import static io.registrysidecar.oci.client.Fixture.REPOSITORY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.registrysidecar.demo.RegistryAnswer;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.ManifestKey.ByDigest;
import io.registrysidecar.oci.ManifestKey.Tag;
import io.registrysidecar.oci.OciMediaTypes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManifestTest {

  private static final Tag TAG = new Tag("1.0");

  private final Fixture fixture = Fixture.start();
  private Descriptor image = Descriptor.of("none", new byte[0]);

  @BeforeEach
  void pushAnImage() throws Exception {
    image = fixture.image("1.0");
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void aManifestIsReadByTagAndByDigest() throws Exception {
    assertThat(pull(TAG).self()).isEqualTo(image);
    assertThat(pull(new ByDigest(image.digest())).self()).isEqualTo(image);
  }

  @Test
  void everyManifestTypeButSchema1IsAccepted() throws Exception {
    pull(TAG);

    assertThat(fixture.faults.seen("GET /manifests/1.0").getFirst().header("accept"))
        .hasValueSatisfying(accept ->
            assertThat(accept.split(", "))
                .containsExactlyInAnyOrder(
                    OciMediaTypes.IMAGE_INDEX,
                    OciMediaTypes.IMAGE_MANIFEST,
                    OciMediaTypes.DOCKER_MANIFEST_LIST,
                    OciMediaTypes.DOCKER_MANIFEST));
  }

  @Test
  void weSayWhoWeAre() throws Exception {
    pull(TAG);

    assertThat(fixture.faults.seen("GET /manifests/").getFirst().header("user-agent"))
        .hasValue("registry-sidecar/test");
  }

  @Test
  void whatIsNotThereIsNothing() throws Exception {
    assertThat(fixture.client.manifest(REPOSITORY, new Tag("2.0"))).isEmpty();
    assertThat(fixture.client.resolve(REPOSITORY, new Tag("2.0"))).isEmpty();
  }

  @Test
  void aNotFoundBecauseOfTheFormatIsNotAbsence() {
    fixture.faults.always(
        "GET /manifests/",
        Fault.instead(
            RegistryAnswer.error(
                404,
                "MANIFEST_UNKNOWN",
                "OCI manifest found, but accept header does not support OCI manifests")));

    Failure.message(RegistryFailure.Unsupported.class, () -> pull(TAG)).contains("format");
  }

  @Test
  void otherContentThanTheDigestPromisedIsRefused() {
    fixture.faults.always(
        "GET /manifests/",
        Fault.body(body -> new String(body, UTF_8).replace("1.0", "6.6").getBytes(UTF_8)));

    Failure.message(
            RegistryFailure.NotWhatWasPromised.class, () -> pull(new ByDigest(image.digest())))
        .contains("pull manifest " + image.digest())
        .contains("team/app")
        .contains("expected " + image.digest());
  }

  @Test
  void theDigestIsComputedEvenIfTheRegistrySaysAnother() throws Exception {
    fixture.faults.always(
        "GET /manifests/",
        Fault.changed(a -> a.with("docker-content-digest", "sha256:" + "00".repeat(32))));

    assertThat(pull(TAG).self()).isEqualTo(image);
  }

  @Test
  void aManifestThatIsImageAndIndexIsRefused() {
    serve(OciMediaTypes.IMAGE_MANIFEST, "{\"layers\":[],\"manifests\":[]}");

    Failure.message(RegistryFailure.NotAnImage.class, () -> pull(TAG))
        .contains("an image and an index at once");
  }

  @Test
  void aManifestDeliveredAsAnotherTypeIsRefused() {
    fixture.faults.always(
        "GET /manifests/", Fault.changed(a -> a.with("content-type", OciMediaTypes.IMAGE_INDEX)));

    Failure.message(RegistryFailure.NotAnImage.class, () -> pull(TAG)).contains("was delivered as");
  }

  @Test
  void aLoginPageIsNotAnImage() {
    serve("text/html", "<html>log in</html>");

    Failure.of(RegistryFailure.NotAnImage.class, () -> pull(TAG));
  }

  @Test
  void schema1IsNotSupported() {
    serve("application/vnd.docker.distribution.manifest.v1+prettyjws", "{\"schemaVersion\":1}");

    Failure.message(RegistryFailure.NotAnImage.class, () -> pull(TAG)).contains("schema 1");
  }

  @Test
  void aHugeManifestIsNotReadToItsEnd() {
    fixture.faults.always("GET /manifests/", Fault.unannounced(_ -> new byte[64 << 20]));

    assertThat(Failure.of(RegistryFailure.TooLarge.class, () -> pull(TAG)).limit())
        .isEqualTo(8 << 20);
  }

  @Test
  void aTagIsResolvedWithoutReadingTheManifest() throws Exception {
    assertThat(fixture.client.resolve(REPOSITORY, TAG)).hasValue(image.digest());
    assertThat(fixture.faults.seen("GET /manifests/")).isEmpty();
  }

  @Test
  void aTagIsResolvedByReadingWhenTheAnswerDoesNotNameTheDigest() throws Exception {
    fixture.faults.always(
        "HEAD /manifests/",
        Fault.changed(a -> a.without("docker-content-digest").with("content-length", "0")));

    assertThat(fixture.client.resolve(REPOSITORY, TAG)).hasValue(image.digest());
  }

  @Test
  void aTagIsResolvedByReadingWhereHeadIsNotAllowed() throws Exception {
    fixture.faults.always("HEAD /manifests/", Fault.status(405));

    assertThat(fixture.client.resolve(REPOSITORY, TAG)).hasValue(image.digest());
  }

  @Test
  void aDigestResolvesToItselfWhateverAlgorithmTheRegistryPrefers() throws Exception {
    fixture.faults.always(
        "HEAD /manifests/",
        Fault.changed(a -> a.with("docker-content-digest", "sha512:" + "00".repeat(64))));

    assertThat(fixture.client.resolve(REPOSITORY, new ByDigest(image.digest())))
        .hasValue(image.digest());
  }

  @Test
  void sha512NamesAManifestToo() throws Exception {
    byte[] raw = pull(TAG).raw();
    var key = new ByDigest(Digest.ofContent(raw, Digest.Algorithm.SHA512));
    fixture.client.pushManifest(REPOSITORY, key, OciMediaTypes.IMAGE_MANIFEST, raw);

    assertThat(pull(key).self().digest()).isEqualTo(key.digest());
  }

  @Test
  void aManifestTooLargeForRegistriesIsNotSent() {
    byte[] large = new byte[4 << 20];

    Failure.of(
        RegistryFailure.TooLarge.class,
        () -> fixture.client.pushManifest(REPOSITORY, TAG, OciMediaTypes.IMAGE_INDEX, large));
    assertThat(fixture.faults.seen("PUT /manifests/")).hasSize(1);
  }

  @Test
  void aRegistryThatStoresAnotherDigestIsNotBelieved() {
    fixture.faults.always(
        "PUT /manifests/",
        Fault.changed(a -> a.with("docker-content-digest", "sha256:" + "00".repeat(32))));

    Failure.of(
        RegistryFailure.NotWhatWasPromised.class,
        () ->
            fixture.client.pushManifest(
                REPOSITORY, TAG, OciMediaTypes.IMAGE_MANIFEST, pull(TAG).raw()));
  }

  @Test
  void aManifestIsNotPushedUnderAnotherDigestThanItsOwn() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            fixture.client.pushManifest(
                REPOSITORY,
                new ByDigest(image.digest()),
                OciMediaTypes.IMAGE_MANIFEST,
                new byte[1]));
  }

  @Test
  void aManifestWhoseBlobsAreMissingIsRejectedWithTheRegistrysWords() {
    byte[] manifest =
        """
        {"schemaVersion":2,"mediaType":"%s","layers":[],
         "config":{"mediaType":"m","digest":"sha256:%s","size":2}}\
        """
            .formatted(OciMediaTypes.IMAGE_MANIFEST, "12".repeat(32))
            .getBytes(UTF_8);

    Failure.message(
            RegistryFailure.Rejected.class,
            () ->
                fixture.client.pushManifest(
                    REPOSITORY, TAG, OciMediaTypes.IMAGE_MANIFEST, manifest))
        .contains("push manifest 1.0")
        .contains("MANIFEST_BLOB_UNKNOWN");
  }

  @Test
  void deletingTellsWhetherThereWasSomething() throws Exception {
    assertThat(fixture.client.delete(REPOSITORY, image.digest())).isTrue();
    assertThat(fixture.client.delete(REPOSITORY, image.digest())).isFalse();
    assertThat(fixture.client.manifest(REPOSITORY, TAG)).isEmpty();
  }

  @Test
  void aRegistryThatDoesNotDeleteSaysSo() {
    fixture.faults.always("DELETE /", Fault.status(405));

    Failure.message(
            RegistryFailure.Unsupported.class,
            () -> fixture.client.delete(REPOSITORY, image.digest()))
        .contains("delete manifest");

    fixture.faults.always(
        "DELETE /", Fault.instead(RegistryAnswer.error(400, "UNSUPPORTED", "deleting is off")));
    Failure.message(
            RegistryFailure.Unsupported.class,
            () -> fixture.client.delete(REPOSITORY, image.digest()))
        .contains("deleting is off");
  }

  private Manifest pull(ManifestKey key) throws RegistryException {
    return fixture.client.manifest(REPOSITORY, key).orElseThrow();
  }

  private void serve(String contentType, String body) {
    fixture.faults.always("GET /manifests/", Fault.instead(200, contentType, body));
  }
}
