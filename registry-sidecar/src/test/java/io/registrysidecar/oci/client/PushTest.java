package io.registrysidecar.oci.client;

import static io.registrysidecar.oci.client.Fixture.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.demo.RegistryAnswer;
import io.registrysidecar.oci.Descriptor;
import java.io.InputStream;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushTest {

  private static final byte[] CONTENT = {1, 2, 3};
  private static final Descriptor BLOB = Descriptor.of("m", CONTENT);

  private final Fixture fixture = Fixture.start();

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void aBlobIsSentWholeInOneRequest() throws Exception {
    push();

    assertThat(fixture.read(BLOB)).isEqualTo(CONTENT);
    assertThat(fixture.faults.seen("POST /blobs/uploads/").getFirst().header("content-length"))
        .hasValue("0");
    assertThat(fixture.faults.seen("PATCH /")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {64 << 10, (64 << 10) + 1, 5_000_000})
  void aLargeBlobIsSentInPiecesOfOneRequest(int size) throws Exception {
    Fixture.Blob blob = fixture.blob(size);

    assertThat(fixture.faults.seen("PUT /blobs/uploads/"))
        .singleElement()
        .satisfies(
            put -> assertThat(put.header("content-length")).hasValue(Integer.toString(size)));
    try (InputStream in = fixture.client.blob(REPOSITORY, blob.descriptor())) {
      assertThat(in.readAllBytes()).isEqualTo(blob.content());
    }
  }

  @Test
  void aBlobThatIsThereIsNotSentAgain() throws Exception {
    push();
    push();

    assertThat(fixture.faults.seen("PUT /blobs/uploads/")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"absolute", "relative to the host", "relative to the path"})
  void theUploadGoesWhereTheRegistrySaysWithItsQueryKept(String form) throws Exception {
    UnaryOperator<String> location =
        switch (form) {
          case "absolute" -> path -> fixture.registry.url() + path;
          case "relative to the host" -> path -> path;
          default -> path -> path.substring("/v2/team/app/blobs/uploads/".length());
        };
    fixture.faults.always(
        "POST /blobs/uploads/",
        Fault.changed(
            a -> a.with("location", location.apply(String.valueOf(a.headers().get("location"))))));

    push();

    assertThat(fixture.read(BLOB)).isEqualTo(CONTENT);
    assertThat(fixture.faults.seen("PUT /blobs/uploads/").getFirst().query())
        .containsEntry("state", "open==")
        .containsEntry("digest", BLOB.digest().toString());
  }

  @Test
  void aRegistryThatDoesNotKnowItsOwnSchemeIsUnderstood() throws Exception {
    fixture.faults.always(
        "POST /blobs/uploads/",
        Fault.changed(a ->
            a.with(
                "location",
                "https"
                    + fixture.registry.url().toString().substring("http".length())
                    + a.headers().get("location"))));

    push();

    assertThat(fixture.read(BLOB)).isEqualTo(CONTENT);
  }

  @Test
  void anUploadThatFailsIsStartedAnewBecauseItsSessionIsUsedUp() throws Exception {
    fixture.faults.times(2, "PUT /blobs/uploads/", Fault.status(500));

    push();

    assertThat(fixture.read(BLOB)).isEqualTo(CONTENT);
    assertThat(fixture.faults.seen("POST /blobs/uploads/")).hasSize(3);
    assertThat(fixture.faults.seen("PUT /blobs/uploads/"))
        .extracting(request -> request.path())
        .doesNotHaveDuplicates();
  }

  @Test
  void aSessionThatTheRegistryForgotIsStartedAnew() throws Exception {
    fixture.faults.once(
        "PUT /blobs/uploads/",
        Fault.instead(RegistryAnswer.error(404, "BLOB_UPLOAD_UNKNOWN", "never heard of it")));

    push();

    assertThat(fixture.read(BLOB)).isEqualTo(CONTENT);
  }

  @Test
  void aWriteIsReplayedWhereTheRegistryRedirectsIt() throws Exception {
    fixture.faults.once("PUT /blobs/uploads/", redirectToItself(307));

    push();

    assertThat(fixture.read(BLOB)).isEqualTo(CONTENT);
  }

  @Test
  void aWriteIsNotTurnedIntoARead() {
    fixture.faults.always("PUT /blobs/uploads/", redirectToItself(302));

    Failure.of(RegistryFailure.Refused.class, this::push);
  }

  @Test
  void anAnswerWithoutALocationIsNotUnderstood() {
    fixture.faults.always("POST /blobs/uploads/", Fault.changed(a -> a.without("location")));

    Failure.message(RegistryFailure.Unsupported.class, this::push).contains("no address");
  }

  @Test
  void aFullRegistrySaysSo() {
    fixture.faults.always(
        "POST /blobs/uploads/",
        Fault.instead(RegistryAnswer.error(403, "DENIED", "quota exceeded")));

    Failure.message(RegistryFailure.Denied.class, this::push)
        .contains("repository:team/app:pull,push")
        .contains("quota exceeded");
  }

  private static Fault redirectToItself(int status) {
    return (request, _, response) -> {
      String query = "?state=open==&digest=" + request.parameter("digest").orElse("");
      RegistryAnswer.of(status).with("location", request.path() + query).writeTo(request, response);
    };
  }

  private void push() throws RegistryException {
    fixture.client.pushBlob(REPOSITORY, CONTENT);
  }
}
