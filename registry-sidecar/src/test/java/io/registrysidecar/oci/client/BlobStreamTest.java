package io.registrysidecar.oci.client;

import static io.registrysidecar.oci.client.Fixture.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.registrysidecar.demo.RegistryAnswer;
import io.registrysidecar.demo.RegistryRequest;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobStreamTest {

  private static final int SIZE = 1_000_000;

  private final Fixture fixture = Fixture.start(Fixture::impatient);

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void aBlobArrivesWhole() throws Exception {
    var blob = fixture.blob(SIZE);

    assertThat(read(blob.descriptor())).isEqualTo(blob.content());
  }

  @Test
  void anEmptyBlobIsVerifiedToo() throws Exception {
    var blob = fixture.blob(0);

    assertThat(read(blob.descriptor())).isEmpty();
  }

  @Test
  void sha512IsVerifiedToo() throws Exception {
    var blob = fixture.blob(100);
    var digest = Digest.ofContent(blob.content(), Digest.Algorithm.SHA512);
    fixture.faults.always(
        "GET /blobs/", Fault.instead(RegistryAnswer.of(200, "m", blob.content())));

    assertThat(read(Descriptor.of("m", digest, 100))).isEqualTo(blob.content());
  }

  @Test
  void aMissingBlobIsKnownBeforeTheFirstRead() {
    Descriptor missing = Descriptor.of("m", new byte[] {1});

    Failure.message(RegistryFailure.NotFound.class, () -> fixture.client.blob(REPOSITORY, missing))
        .contains("pull layer " + missing.digest());
  }

  @Test
  void theLastByteOfWrongContentIsNeverHandedOut() throws Exception {
    var blob = fixture.blob(SIZE);
    fixture.faults.always("GET /blobs/", Fault.body(BlobStreamTest::flipLastBit));

    try (InputStream in = fixture.client.blob(REPOSITORY, blob.descriptor())) {
      assertThat(in.readNBytes(SIZE - 1)).hasSize(SIZE - 1);
      Failure.message(RegistryFailure.NotWhatWasPromised.class, in::read)
          .contains("expected " + blob.descriptor().digest());
      Failure.of(RegistryFailure.NotWhatWasPromised.class, in::read);
    }
  }

  @Test
  void anAnnouncedLengthOtherThanPromisedIsRefusedAtOnce() throws Exception {
    var blob = fixture.blob(SIZE);
    fixture.faults.always("GET /blobs/", Fault.body(body -> Arrays.copyOf(body, SIZE + 1)));

    Failure.message(
            RegistryFailure.NotWhatWasPromised.class,
            () -> fixture.client.blob(REPOSITORY, blob.descriptor()))
        .contains(SIZE + 1 + " bytes instead of " + SIZE);
  }

  @Test
  void moreBytesThanPromisedAreNotHandedOut() throws Exception {
    var blob = fixture.blob(SIZE);
    fixture.faults.always("GET /blobs/", Fault.unannounced(body -> Arrays.copyOf(body, SIZE + 1)));

    Failure.message(RegistryFailure.NotWhatWasPromised.class, () -> read(blob.descriptor()))
        .contains("more than " + SIZE + " bytes");
  }

  @Test
  void fewerBytesThanPromisedAreAFailure() throws Exception {
    var blob = fixture.blob(SIZE);
    fixture.faults.always("GET /blobs/", Fault.withoutRanges(body -> Arrays.copyOf(body, 10)));

    Failure.message(RegistryFailure.NotWhatWasPromised.class, () -> read(blob.descriptor()))
        .contains("ended after 10 of " + SIZE + " bytes");
  }

  @Test
  void aBrokenDownloadGoesOnWhereItBroke() throws Exception {
    var blob = fixture.blob(SIZE);
    fixture.faults.once("GET /blobs/", Fault.truncated(700_000));

    assertThat(read(blob.descriptor())).isEqualTo(blob.content());
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

    assertThat(read(blob.descriptor())).isEqualTo(blob.content());
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

    Failure.message(RegistryFailure.Unreachable.class, () -> read(blob.descriptor()))
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

    Failure.message(RegistryFailure.Unreachable.class, () -> read(blob.descriptor()))
        .contains("bytes per second");
  }

  @Test
  void aRegistryWithoutRangesIsReadAgainFromTheStart() throws Exception {
    var blob = fixture.blob(SIZE);
    fixture.faults.always("GET /blobs/", Fault.withoutRanges());
    fixture.faults.once("GET /blobs/", Fault.truncated(700_000));

    assertThat(read(blob.descriptor())).isEqualTo(blob.content());
  }

  @Test
  void aRegistryThatRejectsRangesIsReadAgainFromTheStart() throws Exception {
    var blob = fixture.blob(SIZE);
    fixture.faults.once("GET /blobs/", Fault.status(416));
    fixture.faults.once("GET /blobs/", Fault.truncated(700_000));

    assertThat(read(blob.descriptor())).isEqualTo(blob.content());
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

    assertThat(read(blob.descriptor())).isEqualTo(blob.content());
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

    assertThat(read(blob.descriptor())).isEqualTo(blob.content());
    assertThat(fixture.faults.seen("GET /blobs/")).hasSize(3);
  }

  @Test
  void otherContentBehindTheBreakIsNoticed() throws Exception {
    var blob = fixture.blob(SIZE);
    fixture.faults.always("GET /blobs/", Fault.body(BlobStreamTest::flipLastBit));
    fixture.faults.once("GET /blobs/", Fault.truncated(700_000));

    Failure.of(RegistryFailure.NotWhatWasPromised.class, () -> read(blob.descriptor()));
  }

  @Test
  void anotherPartThanAskedForIsNotUsed() throws Exception {
    var blob = fixture.blob(SIZE);
    fixture.faults.once(
        "GET /blobs/", Fault.changed(a -> a.with("content-range", "bytes 900000-999999/1000000")));
    fixture.faults.once("GET /blobs/", Fault.truncated(700_000));

    assertThat(read(blob.descriptor())).isEqualTo(blob.content());
  }

  @Test
  void aDownloadThatBreaksAgainAndAgainIsGivenUp() throws Exception {
    var blob = fixture.blob(SIZE);
    fixture.faults.always("GET /blobs/", Fault.truncated(10));

    Failure.message(RegistryFailure.Unreachable.class, () -> read(blob.descriptor()))
        .contains("broke repeatedly");
    assertThat(fixture.faults.seen("GET /blobs/")).hasSize(4);
  }

  @Test
  void aLayerLabelledAsCompressedForTransportIsTakenAsItIs() throws Exception {
    byte[] layer = gzip(new byte[1000]);
    fixture.client.pushBlob(REPOSITORY, layer);
    fixture.faults.always("GET /blobs/", Fault.changed(a -> a.with("content-encoding", "gzip")));

    assertThat(read(Descriptor.of("m", layer))).isEqualTo(layer);
  }

  @Test
  void aBlobReallyCompressedForTransportIsDecompressedOnce() throws Exception {
    var blob = fixture.blob(SIZE);
    fixture.faults.always("GET /blobs/", Fault.withoutRanges());
    fixture.faults.always(
        "GET /blobs/",
        (request, registry, response) ->
            Fault.unannounced(BlobStreamTest::gzip)
                .handle(
                    request, r -> registry.apply(r).with("content-encoding", "x-gzip"), response));

    assertThat(read(blob.descriptor())).isEqualTo(blob.content());
  }

  @Test
  void compressionForTransportIsDeclined() throws Exception {
    read(fixture.blob(10).descriptor());

    assertThat(fixture.faults.seen("GET /blobs/").getFirst().header("accept-encoding"))
        .hasValue("identity");
  }

  @Test
  void closingEarlyAbortsTheDownload() throws Exception {
    var blob = fixture.blob(30_000_000);

    InputStream in = fixture.client.blob(REPOSITORY, blob.descriptor());
    assertThat(in.read()).isEqualTo(blob.content()[0] & 0xff);
    in.close();

    assertThatIOException().isThrownBy(in::read).withMessageContaining("closed");
    // The one permitted request is free again.
    try (var single = fixture.open(settings -> settings.withRequestsInFlight(1))) {
      for (int i = 0; i < 5; i++) {
        try (InputStream again = single.blob(REPOSITORY, blob.descriptor())) {
          assertThat(again.read()).isEqualTo(blob.content()[0] & 0xff);
        }
      }
    }
  }

  @Test
  void anInterruptedReaderStops() throws Exception {
    var blob = fixture.blob(SIZE);
    fixture.faults.always("GET /blobs/", Fault.stalled(10));

    try (InputStream in = fixture.client.blob(REPOSITORY, blob.descriptor())) {
      Thread.currentThread().interrupt();
      Failure.of(RegistryFailure.Cancelled.class, in::readAllBytes);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aRangeGivesJustThoseBytes() throws Exception {
    var blob = fixture.blob(SIZE);

    assertThat(range(blob.descriptor(), 1000, 500))
        .isEqualTo(Arrays.copyOfRange(blob.content(), 1000, 1500));
  }

  @Test
  void aRegistryThatWouldSendTheWholeBlobInsteadOfARangeIsNotRead() throws Exception {
    var blob = fixture.blob(SIZE);
    fixture.faults.always("GET /blobs/", Fault.withoutRanges());

    assertThat(fixture.client.blobRange(REPOSITORY, blob.descriptor().digest(), 1000, 500))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes 0-999999/1000000",
        "bytes 1001-1500/1000000",
        "bytes */1000000",
        "bytes -1-1499/1000000",
        "items 1000-1499/1000000"
      })
  void anotherRangeThanAskedForIsNotRead(String sent) throws Exception {
    var blob = fixture.blob(SIZE);
    fixture.faults.always("GET /blobs/", Fault.changed(a -> a.with("content-range", sent)));

    Failure.message(
            RegistryFailure.Unsupported.class,
            () -> fixture.client.blobRange(REPOSITORY, blob.descriptor().digest(), 1000, 500))
        .contains("another part came than was asked for");
  }

  @Test
  void aRangeThatTheRegistryRejectsIsAFailure() throws Exception {
    var blob = fixture.blob(SIZE);
    fixture.faults.always("GET /blobs/", Fault.status(416));

    Failure.of(
        RegistryFailure.Rejected.class,
        () -> fixture.client.blobRange(REPOSITORY, blob.descriptor().digest(), 1000, 500));
  }

  @Test
  void aRangeBeyondTheEndIsAFailure() throws Exception {
    var blob = fixture.blob(100);

    assertThatIOException()
        .isThrownBy(() -> range(blob.descriptor(), 50, 100))
        .withMessageContaining("50 bytes before");
  }

  private byte[] range(Descriptor blob, long offset, long length) throws Exception {
    try (InputStream in =
        fixture.client.blobRange(REPOSITORY, blob.digest(), offset, length).orElseThrow()) {
      return in.readAllBytes();
    }
  }

  private byte[] read(Descriptor blob) throws Exception {
    try (InputStream in = fixture.client.blob(REPOSITORY, blob)) {
      return in.readAllBytes();
    }
  }

  private static byte[] flipLastBit(byte[] body) {
    byte[] changed = body.clone();
    changed[changed.length - 1] ^= 1;
    return changed;
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
