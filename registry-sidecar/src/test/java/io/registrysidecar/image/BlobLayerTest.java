package io.registrysidecar.image;

import static io.registrysidecar.testing.Contents.directory;
import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Contents.hardLink;
import static io.registrysidecar.testing.Contents.opaque;
import static io.registrysidecar.testing.Contents.program;
import static io.registrysidecar.testing.Contents.symbolicLink;
import static io.registrysidecar.testing.Contents.whiteout;
import static io.registrysidecar.testing.ImageBuilder.gzip;
import static io.registrysidecar.testing.ImageBuilder.tar;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.github.luben.zstd.Zstd;
import io.registrysidecar.image.LayerEntry.Kind;
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
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlobLayerTest {

  private static final String PLAIN = "application/vnd.oci.image.layer.v1.tar";
  private static final String GZIP = PLAIN + "+gzip";
  private static final String ZSTD = PLAIN + "+zstd";

  private final RecordingVisitor visitor = new RecordingVisitor();

  @Test
  void everyKindOfEntryIsShown() throws Exception {
    read(
        directory("etc"),
        file("etc/hostname", "box\n"),
        program("bin/sh", new byte[] {1}),
        symbolicLink("bin/bash", "sh"),
        hardLink("bin/ash", "bin/sh"),
        layer -> layer.entry(new TarArchiveEntry("dev/null", TarConstants.LF_CHR), new byte[0]),
        whiteout("etc/motd"),
        opaque("var/lib"));

    assertThat(visitor.entries)
        .extracting(e -> e.path().value(), LayerEntry::kind, LayerEntry::target)
        .containsExactly(
            tuple("etc", Kind.DIRECTORY, null),
            tuple("etc/hostname", Kind.FILE, null),
            tuple("bin/sh", Kind.FILE, null),
            tuple("bin/bash", Kind.SYMBOLIC_LINK, "sh"),
            tuple("bin/ash", Kind.HARD_LINK, "bin/sh"),
            tuple("dev/null", Kind.SPECIAL, null),
            tuple("etc/motd", Kind.WHITEOUT, null),
            tuple("var/lib", Kind.OPAQUE, null));
    assertThat(visitor.entries.get(2).mode()).isEqualTo(0755);
    assertThat(visitor.contents).containsEntry("etc/hostname", "box\n");
  }

  @ParameterizedTest
  @CsvSource({
    "./etc/passwd, etc/passwd",
    "/etc/passwd, etc/passwd",
    "etc//./passwd, etc/passwd",
    "usr/../etc/passwd, etc/passwd",
  })
  void pathsAreNormalised(String path, String expected) throws Exception {
    LayerSummary summary = read(raw(path, "x"));

    assertThat(visitor.paths()).containsExactly(expected);
    assertThat(summary.notes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "usr/../../etc/passwd", "/../etc/passwd"})
  void aPathThatLeadsOutEndsAtTheRootWithANote(String path) throws Exception {
    LayerSummary summary = read(raw(path, "x"));

    assertThat(visitor.paths()).containsExactly("etc/passwd");
    assertThat(summary.notes())
        .extracting(CoverageNote::code, CoverageNote::path)
        .containsExactly(tuple("path-escapes", "etc/passwd"));
  }

  @Test
  void theRootItselfIsNoEntry() throws Exception {
    read(directory("."), file("a", "x"));

    assertThat(visitor.paths()).containsExactly("a");
  }

  @Test
  void bytesThatAreNotUtf8StayDistinct() throws Exception {
    byte[] first = tar(file("caf?", "1"));
    first[3] = (byte) 0xe9;
    byte[] second = tar(file("caf?", "2"));
    second[3] = (byte) 0xe8;
    fixChecksum(first);
    fixChecksum(second);

    read(layer(PLAIN, first));
    read(layer(PLAIN, second));

    assertThat(visitor.contents).containsEntry("caf\\xe9", "1").containsEntry("caf\\xe8", "2");
  }

  @Test
  void aPathWithNulIsLeftOut() throws Exception {
    LayerSummary summary =
        read(
            layer -> {
              byte[] header = "24 path=etc/passwd\0.png\n".getBytes(US_ASCII);
              TarArchiveEntry entry =
                  new TarArchiveEntry("pax", TarConstants.LF_PAX_EXTENDED_HEADER_LC);
              entry.setSize(header.length);
              layer.entry(entry, header);
            },
            file("harmless", "x"),
            file("after", "x"));

    assertThat(visitor.paths()).containsExactly("after");
    assertThat(summary.notes()).extracting(CoverageNote::code).containsExactly("path-malformed");
  }

  @Test
  void theBookkeepingOfUnionFileSystemsIsPassedOver() throws Exception {
    read(
        file(".wh..wh.aufs", ""),
        directory(".wh..wh.orph"),
        file(".wh..wh.plnk/12.34", "x"),
        file("etc/.wh.", ""),
        file("etc/.wh...", ""),
        file("etc/kept", "x"));

    assertThat(visitor.paths()).containsExactly("etc/kept");
  }

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

  @Test
  void aMillionNotesOfOneKindAreTenAndACount() throws Exception {
    LayerContent[] escaping = new LayerContent[25];
    Arrays.fill(escaping, raw("../a", "x"));

    assertThat(read(escaping).notes())
        .hasSize(11)
        .last()
        .extracting(CoverageNote::message)
        .isEqualTo("and 15 more of this kind in this layer");
  }

  private LayerSummary read(LayerContent... contents) throws Exception {
    return read(layer(GZIP, gzip(tar(contents))));
  }

  private LayerSummary read(BlobLayer layer) throws Exception {
    return layer.read(visitor, context(LayerLimits.DEFAULT));
  }

  private static BlobLayer layer(String mediaType, byte[] bytes) {
    return layer(mediaType, bytes, null);
  }

  private static BlobLayer layer(String mediaType, byte[] bytes, @Nullable Digest diffId) {
    Descriptor descriptor = Descriptor.of(mediaType, bytes);
    return new BlobLayer(
        "image",
        descriptor,
        diffId,
        () -> new VerifiedStream(new ByteArrayInputStream(bytes), descriptor));
  }

  private static LayerContext context(LayerLimits limits) {
    return new LayerContext(limits, ScratchSpaces.none(), System::nanoTime, bytes -> {});
  }

  /** A file whose name is written as it is. */
  private static LayerContent raw(String path, String content) {
    return layer -> {
      TarArchiveEntry entry = new TarArchiveEntry(path, true);
      entry.setSize(content.length());
      layer.entry(entry, content.getBytes(US_ASCII));
    };
  }

  private static void fixChecksum(byte[] tar) {
    Arrays.fill(tar, 148, 156, (byte) ' ');
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += tar[i] & 0xff;
    }
    System.arraycopy("%06o\0 ".formatted(sum).getBytes(US_ASCII), 0, tar, 148, 8);
  }
}
