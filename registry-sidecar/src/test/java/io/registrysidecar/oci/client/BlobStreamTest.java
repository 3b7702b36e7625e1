package io.registrysidecar.oci.client;

import static io.registrysidecar.oci.client.Fixture.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.registrysidecar.demo.RegistryAnswer;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A blob is handed out whole and as promised, or not to its end. */
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

    assertThat(fixture.read(blob.descriptor())).isEqualTo(blob.content());
  }

  @Test
  void anEmptyBlobIsVerifiedToo() throws Exception {
    var blob = fixture.blob(0);

    assertThat(fixture.read(blob.descriptor())).isEmpty();
  }

  @Test
  void sha512IsVerifiedToo() throws Exception {
    var blob = fixture.blob(100);
    var digest = Digest.ofContent(blob.content(), Digest.Algorithm.SHA512);
    fixture.faults.always(
        "GET /blobs/", Fault.instead(RegistryAnswer.of(200, "m", blob.content())));

    assertThat(fixture.read(Descriptor.of("m", digest, 100))).isEqualTo(blob.content());
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
    fixture.faults.always("GET /blobs/", Fault.lastBitFlipped());

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

    Failure.message(RegistryFailure.NotWhatWasPromised.class, () -> fixture.read(blob.descriptor()))
        .contains("more than " + SIZE + " bytes");
  }

  @Test
  void fewerBytesThanPromisedAreAFailure() throws Exception {
    var blob = fixture.blob(SIZE);
    fixture.faults.always("GET /blobs/", Fault.withoutRanges(body -> Arrays.copyOf(body, 10)));

    Failure.message(RegistryFailure.NotWhatWasPromised.class, () -> fixture.read(blob.descriptor()))
        .contains("ended after 10 of " + SIZE + " bytes");
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
}
