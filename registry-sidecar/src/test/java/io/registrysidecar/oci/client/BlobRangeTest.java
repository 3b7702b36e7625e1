package io.registrysidecar.oci.client;

import static io.registrysidecar.oci.client.Fixture.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.registrysidecar.oci.Descriptor;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A part of a blob: just the bytes that were asked for, or none. */
class BlobRangeTest {

  private static final int SIZE = 1_000_000;

  private final Fixture fixture = Fixture.start(Fixture::impatient);

  @AfterEach
  void stop() {
    fixture.close();
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
}
