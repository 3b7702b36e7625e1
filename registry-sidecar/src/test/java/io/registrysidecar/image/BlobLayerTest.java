package io.registrysidecar.image;

import static io.registrysidecar.image.TestLayers.GZIP;
import static io.registrysidecar.image.TestLayers.PLAIN;
import static io.registrysidecar.image.TestLayers.ZSTD;
import static io.registrysidecar.image.TestLayers.context;
import static io.registrysidecar.image.TestLayers.layer;
import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.ImageBuilder.gzip;
import static io.registrysidecar.testing.ImageBuilder.tar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.github.luben.zstd.Zstd;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.oci.client.RegistryFailure;
import io.registrysidecar.testing.BrokenStream;
import io.registrysidecar.testing.LayerContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a layer claims to be and what its bytes are: type, compression, digests. */
class BlobLayerTest {

  private final RecordingVisitor visitor = new RecordingVisitor();

  @Test
  void compressionIsToldByTheBytesAndComparedWithTheMediaType() throws Exception {
    byte[] tar = tar(file("a", "x"));

    assertThat(read(layer(GZIP, gzip(tar))).notes()).isEmpty();
    assertThat(read(layer(ZSTD, Zstd.compress(tar))).notes()).isEmpty();
    assertThat(read(layer(PLAIN, tar)).notes()).isEmpty();
    LayerSummary lying = read(layer(GZIP, Zstd.compress(tar)));

    assertThat(lying.notes())
        .extracting(CoverageNote::code, CoverageNote::message)
        .containsExactly(
            tuple(
                "layer-type-wrong",
                "the manifest says that the layer is gzip, but it is zstd; it was read as what it"
                    + " is, and some runtimes will refuse it"));
    assertThat(lying.lasting()).as("another manifest may tell the truth").isFalse();
    assertThat(visitor.paths()).containsExactly("a", "a", "a", "a");
  }

  @ParameterizedTest
  @CsvSource({
    "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip, layer-foreign",
    "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip, layer-foreign",
    "application/vnd.oci.image.layer.v1.tar+gzip+encrypted, layer-encrypted",
    "application/vnd.example.model, layer-type-unknown",
  })
  void aLayerThatIsNotATarIsNotEvenFetched(String mediaType, String code) throws Exception {
    Descriptor descriptor = Descriptor.of(mediaType, new byte[] {1});
    BlobLayer layer =
        new BlobLayer(
            "image",
            descriptor,
            null,
            () -> {
              throw new AssertionError("fetched");
            });

    LayerSummary summary = layer.read(visitor, context(LayerLimits.DEFAULT));

    assertThat(summary.notes())
        .extracting(CoverageNote::code, CoverageNote::layer)
        .containsExactly(tuple(code, descriptor.digest()));
    assertThat(summary.lasting()).isFalse();
  }

  @Test
  void aCompressionThatNoRegistryServesIsANote() throws Exception {
    byte[] xz = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0, 0, 4};

    assertThat(read(layer(PLAIN, xz)).notes())
        .extracting(CoverageNote::code)
        .containsExactly("layer-compression-unknown");
  }

  @Test
  void aCorruptLayerIsReadAsFarAsItGoes() throws Exception {
    byte[] tar = tar(file("first", "1"), file("second", "2"));
    byte[] broken = Arrays.copyOf(tar, tar.length);
    broken[1024] ^= 1; // in the second header

    LayerSummary summary = read(layer(GZIP, gzip(broken)));

    assertThat(visitor.paths()).containsExactly("first");
    assertThat(summary.notes())
        .extracting(CoverageNote::message)
        .containsExactly(
            "the layer could not be read to its end: a header has a wrong checksum (at byte 1024 of"
                + " the tar stream)");
    assertThat(summary.lasting()).as("the bytes are what they are").isTrue();
  }

  @Test
  void aWrongDiffIdIsANoteThatBelongsToTheImageNotToTheLayer() throws Exception {
    byte[] tar = tar(file("a", "x"));
    Digest promised = Digest.sha256(new byte[0]);

    LayerSummary summary =
        layer(GZIP, gzip(tar), promised).read(visitor, context(LayerLimits.DEFAULT));

    assertThat(summary.notes())
        .extracting(CoverageNote::code)
        .containsExactly("layer-diff-id-wrong");
    assertThat(summary.lasting()).isFalse();
    assertThat(
            layer(GZIP, gzip(tar), Digest.sha256(tar))
                .read(visitor, context(LayerLimits.DEFAULT))
                .notes())
        .isEmpty();
  }

  @Test
  void bytesThatAreNotThosePromisedAreAFailure() {
    byte[] bytes = gzip(tar(file("a", "x")));
    Descriptor other =
        new Descriptor(
            GZIP, Digest.sha256(new byte[] {1}), bytes.length, null, Map.of(), null, Map.of());
    BlobLayer layer =
        new BlobLayer(
            "oci:dir",
            other,
            null,
            () -> new VerifiedStream(new ByteArrayInputStream(bytes), other));

    assertThatThrownBy(() -> read(layer))
        .isInstanceOf(ImageException.class)
        .hasMessageStartingWith("read layer " + other.digest() + " of oci:dir: its digest is ");
  }

  @Test
  void corruptBytesAreReadOnSoThatADamagedTransferIsNotBlamedOnTheLayer() {
    byte[] sound = gzip(tar(file("a", "x".repeat(10_000))));
    byte[] damaged = sound.clone();
    damaged[sound.length / 2] ^= 0x55;
    Descriptor promised = Descriptor.of(GZIP, sound);
    BlobLayer layer =
        new BlobLayer(
            "image",
            promised,
            null,
            () -> new VerifiedStream(new ByteArrayInputStream(damaged), promised));

    assertThatThrownBy(() -> read(layer)).isInstanceOf(ImageException.class);
  }

  @Test
  void whatTheRegistrySaysPassesThrough() {
    RegistryFailure failure = new RegistryFailure.Unreachable("pull layer", "connection reset");
    InputStream breaking =
        BrokenStream.after(new byte[0], new IOException(new RegistryException(failure)));
    BlobLayer layer =
        new BlobLayer("image", Descriptor.of(GZIP, new byte[9]), null, () -> breaking);

    assertThatThrownBy(() -> read(layer))
        .isInstanceOfSatisfying(
            ImageException.class,
            e -> {
              assertThat(e.failure()).isEqualTo(new ImageFailure.Registry(failure));
              assertThat(e.isRetryable()).isTrue();
            });
  }

  @Test
  void anInterruptedThreadStops() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> read(file("a", "x"))).isInstanceOf(InterruptedException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  private LayerSummary read(LayerContent... contents) throws Exception {
    return read(layer(contents));
  }

  private LayerSummary read(BlobLayer layer) throws Exception {
    return layer.read(visitor, context(LayerLimits.DEFAULT));
  }
}
