package io.registrysidecar.oci.client;

import static io.registrysidecar.oci.client.Fixture.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.Descriptor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a registry or a proxy says of compression for transport, and what it does. */
class BlobEncodingTest {

  private final Fixture fixture = Fixture.start(Fixture::impatient);

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void aLayerLabelledAsCompressedForTransportIsTakenAsItIs() throws Exception {
    byte[] layer = gzip(new byte[1000]);
    fixture.client.pushBlob(REPOSITORY, layer);
    fixture.faults.always("GET /blobs/", Fault.changed(a -> a.with("content-encoding", "gzip")));

    assertThat(fixture.read(Descriptor.of("m", layer))).isEqualTo(layer);
  }

  @Test
  void aBlobReallyCompressedForTransportIsDecompressedOnce() throws Exception {
    var blob = fixture.blob(1_000_000);
    fixture.faults.always("GET /blobs/", Fault.withoutRanges());
    fixture.faults.always(
        "GET /blobs/",
        (request, registry, response) ->
            Fault.unannounced(BlobEncodingTest::gzip)
                .handle(
                    request, r -> registry.apply(r).with("content-encoding", "x-gzip"), response));

    assertThat(fixture.read(blob.descriptor())).isEqualTo(blob.content());
  }

  @Test
  void compressionForTransportIsDeclined() throws Exception {
    fixture.read(fixture.blob(10).descriptor());

    assertThat(fixture.faults.seen("GET /blobs/").getFirst().header("accept-encoding"))
        .hasValue("identity");
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
