package io.registrysidecar.oci.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.demo.RegistryAnswer;
import io.registrysidecar.demo.RegistryRequest;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A download that breaks goes on where it broke, if what follows is certainly the same blob. */
class BlobResumptionTest {

  private static final int SIZE = 1_000_000;

  private final Fixture fixture = Fixture.start(Fixture::impatient);

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void aBrokenDownloadGoesOnWhereItBroke() throws Exception {
    var blob = fixture.blob(SIZE);
    fixture.faults.once("GET /blobs/", Fault.truncated(700_000));

    assertThat(fixture.read(blob.descriptor())).isEqualTo(blob.content());
    List<RegistryRequest> requests = fixture.faults.seen("GET /blobs/");
    assertThat(requests).hasSize(2);
    assertThat(requests.get(1).header("range")).hasValue("bytes=700000-");
    assertThat(requests.get(1).header("if-range"))
        .hasValue("\"" + blob.descriptor().digest() + "\"");
  }

  @Test
  void aStalledDownloadGoesOnWhereItStalled() throws Exception {
    var blob = fixture.blob(SIZE);
    fixture.faults.once("GET /blobs/", Fault.stalled(300_000));

    assertThat(fixture.read(blob.descriptor())).isEqualTo(blob.content());
    assertThat(fixture.faults.seen("GET /blobs/").get(1).header("range")).hasValue("bytes=300000-");
  }

  @Test
  void aDownloadThatTricklesIsGivenUpLikeOneThatStalls() throws Exception {
    var blob = fixture.blob(SIZE);
    fixture.faults.always(
        "GET /blobs/",
        (_, _, response) -> {
          response.putHeader("content-length", Integer.toString(SIZE));
          long timer =
              fixture.vertx.setPeriodic(10, _ -> response.write(Buffer.buffer(new byte[] {1})));
          response.closeHandler(_ -> fixture.vertx.cancelTimer(timer));
        });

    Failure.message(RegistryFailure.Unreachable.class, () -> fixture.read(blob.descriptor()))
        .contains("bytes per second");
  }

  @Test
  void aFastBeginningDoesNotExcuseATrickle() throws Exception {
    var blob = fixture.blob(SIZE);
    fixture.faults.always(
        "GET /blobs/",
        (request, _, response) -> {
          response.putHeader("content-length", Integer.toString(SIZE));
          if (request.header("range").isEmpty()) {
            response.write(Buffer.buffer(Arrays.copyOf(blob.content(), SIZE / 2)));
          }
          long timer =
              fixture.vertx.setPeriodic(10, _ -> response.write(Buffer.buffer(new byte[] {1})));
          response.closeHandler(_ -> fixture.vertx.cancelTimer(timer));
        });

    Failure.message(RegistryFailure.Unreachable.class, () -> fixture.read(blob.descriptor()))
        .contains("bytes per second");
  }

  @Test
  void aRegistryWithoutRangesIsReadAgainFromTheStart() throws Exception {
    var blob = fixture.blob(SIZE);
    fixture.faults.always("GET /blobs/", Fault.withoutRanges());
    fixture.faults.once("GET /blobs/", Fault.truncated(700_000));

    assertThat(fixture.read(blob.descriptor())).isEqualTo(blob.content());
  }

  @Test
  void aRegistryThatRejectsRangesIsReadAgainFromTheStart() throws Exception {
    var blob = fixture.blob(SIZE);
    fixture.faults.once("GET /blobs/", Fault.status(416));
    fixture.faults.once("GET /blobs/", Fault.truncated(700_000));

    assertThat(fixture.read(blob.descriptor())).isEqualTo(blob.content());
    assertThat(fixture.faults.seen("GET /blobs/")).hasSize(3);
  }

  @Test
  void anEntityTagThatChangedMeansReadingAgainFromTheStart() throws Exception {
    var blob = fixture.blob(SIZE);
    fixture.faults.once(
        "GET /blobs/",
        (request, registry, response) ->
            Fault.truncated(700_000)
                .handle(request, r -> registry.apply(r).with("etag", "\"another\""), response));

    assertThat(fixture.read(blob.descriptor())).isEqualTo(blob.content());
    assertThat(fixture.faults.seen("GET /blobs/").get(1).header("if-range"))
        .hasValue("\"another\"");
  }

  @Test
  void aPartWithAnotherEntityTagIsNotAppendedThoughTheServerSentIt() throws Exception {
    var blob = fixture.blob(SIZE);
    fixture.faults.once(
        "GET /blobs/",
        Fault.changed(a ->
            RegistryAnswer.of(206, "m", Arrays.copyOfRange(new byte[SIZE], 700_000, SIZE))
                .with("content-range", "bytes 700000-999999/1000000")
                .with("etag", "\"another\"")));
    fixture.faults.once("GET /blobs/", Fault.truncated(700_000));

    assertThat(fixture.read(blob.descriptor())).isEqualTo(blob.content());
    assertThat(fixture.faults.seen("GET /blobs/")).hasSize(3);
  }

  @Test
  void otherContentBehindTheBreakIsNoticed() throws Exception {
    var blob = fixture.blob(SIZE);
    fixture.faults.always("GET /blobs/", Fault.lastBitFlipped());
    fixture.faults.once("GET /blobs/", Fault.truncated(700_000));

    Failure.of(RegistryFailure.NotWhatWasPromised.class, () -> fixture.read(blob.descriptor()));
  }

  @Test
  void anotherPartThanAskedForIsNotUsed() throws Exception {
    var blob = fixture.blob(SIZE);
    fixture.faults.once(
        "GET /blobs/", Fault.changed(a -> a.with("content-range", "bytes 900000-999999/1000000")));
    fixture.faults.once("GET /blobs/", Fault.truncated(700_000));

    assertThat(fixture.read(blob.descriptor())).isEqualTo(blob.content());
  }

  @Test
  void aDownloadThatBreaksAgainAndAgainIsGivenUp() throws Exception {
    var blob = fixture.blob(SIZE);
    fixture.faults.always("GET /blobs/", Fault.truncated(10));

    Failure.message(RegistryFailure.Unreachable.class, () -> fixture.read(blob.descriptor()))
        .contains("broke repeatedly");
    assertThat(fixture.faults.seen("GET /blobs/")).hasSize(4);
  }
}
