package io.registrysidecar.image;

import static io.registrysidecar.image.TestLayers.context;
import static io.registrysidecar.image.TestLayers.layer;
import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.ImageBuilder.gzip;
import static io.registrysidecar.testing.ImageBuilder.tar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.github.luben.zstd.ZstdOutputStream;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.testing.LayerContent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each limit ends what it limits with a note that names the setting, and nothing else. */
class LayerLimitsTest {

  private static final LayerLimits SMALL =
      new LayerLimits(
          20,
          60,
          5,
          140_000,
          250,
          10_000,
          5_000,
          Duration.ofSeconds(1),
          true,
          DetectorLimits.DEFAULT,
          ImageLimits.DEFAULT);

  @TempDir Path directory;

  private final RecordingVisitor visitor = new RecordingVisitor();

  @Test
  void withinItsLimitsALayerIsReadWithoutAWord() throws Exception {
    LayerSummary summary = read(file("a", "x".repeat(10_000)), file("a/b/c/d/e", "y"));

    assertThat(summary.notes()).isEmpty();
    assertThat(summary.lasting()).isTrue();
    assertThat(visitor.paths()).containsExactly("a", "a/b/c/d/e");
  }

  @Test
  void tooManyEntries() throws Exception {
    LayerContent[] files =
        IntStream.range(0, 21).mapToObj(i -> file("f" + i, "x")).toArray(LayerContent[]::new);

    assertEndedEarly(
        read(files),
        "the layer was not read to its end: it has more than 20 entries (layers.entries)");
    assertThat(visitor.paths()).hasSize(20);
  }

  @Test
  void tooManyBytes() throws Exception {
    LayerContent[] files =
        IntStream.range(0, 18)
            .mapToObj(i -> file("f" + i, "x".repeat(9_000)))
            .toArray(LayerContent[]::new);

    assertEndedEarly(
        read(files),
        "the layer was not read to its end: it unpacks to more than 140000 bytes"
            + " (layers.plain-bytes)");
    assertThat(visitor.contents).containsKeys("f0", "f9").doesNotContainKey("f17");
  }

  @Test
  void tooLongAPath() throws Exception {
    LayerSummary summary = read(file("a".repeat(61), "x"), file("b", "y"));

    assertThat(summary.notes())
        .extracting(CoverageNote::message)
        .containsExactly(
            "an entry was left out: its path has more than 60 bytes (layers.path-bytes)");
    assertThat(visitor.paths()).containsExactly("b");
    assertThat(summary.lasting()).isFalse();
  }

  @Test
  void tooDeepAPath() throws Exception {
    LayerSummary summary = read(file("a/b/c/d/e/f", "x"), file("b", "y"));

    assertThat(summary.notes())
        .extracting(CoverageNote::message)
        .containsExactly(
            "an entry was left out: its path has more than 5 segments (layers.path-depth)");
    assertThat(visitor.paths()).containsExactly("b");
  }

  @Test
  void tooLargeAFile() throws Exception {
    LayerSummary summary = read(file("big", "x".repeat(10_001)), file("small", "y"));

    assertThat(summary.notes())
        .extracting(CoverageNote::code, CoverageNote::path, CoverageNote::message)
        .containsExactly(
            tuple(
                "file-limit",
                "big",
                "the file was not read: it has 10001 bytes, more than the 10000 allowed"
                    + " (layers.file-bytes)"));
    assertThat(visitor.contents).containsOnlyKeys("small");
    assertThat(summary.lasting()).isFalse();
  }

  @Test
  void tooMuchTime() throws Exception {
    AtomicLong now = new AtomicLong();
    LongSupplier leaping = () -> now.addAndGet(Duration.ofSeconds(2).toNanos());

    LayerSummary summary = read(SMALL, leaping, file("a", "x".repeat(9_000)));

    assertEndedEarly(
        summary,
        "the layer was not read to its end: reading it took more than 1 seconds (layers.time)");
  }

  @Test
  void waitingForBytesIsNotWork() throws Exception {
    AtomicLong now = new AtomicLong();
    byte[] bytes = gzip(tar(file("a", "x".repeat(9_000))));
    Descriptor descriptor = Descriptor.of("application/vnd.oci.image.layer.v1.tar+gzip", bytes);
    BlobLayer slow =
        new BlobLayer(
            "image",
            descriptor,
            null,
            () ->
                new ByteArrayInputStream(bytes) {
                  @Override
                  public synchronized int read(byte[] target, int offset, int length) {
                    now.addAndGet(Duration.ofMinutes(1).toNanos());
                    return super.read(target, offset, Math.min(length, 10));
                  }
                });

    LayerSummary summary = slow.read(visitor, context(SMALL, now::get));

    assertThat(summary.notes()).isEmpty();
    assertThat(visitor.contents).containsKey("a");
  }

  @Test
  void tooHighARatioOnceItMatters() throws Exception {
    byte[] bomb = bomb(1200L << 20);
    assertThat(bomb.length).isLessThan(1 << 20);
    Descriptor descriptor = Descriptor.of("application/vnd.oci.image.layer.v1.tar+zstd", bomb);
    BlobLayer layer =
        new BlobLayer("image", descriptor, null, () -> new ByteArrayInputStream(bomb));

    LayerSummary summary =
        layer.read(new WholeVisitor(Want.NOTHING), context(LayerLimits.DEFAULT, System::nanoTime));

    assertEndedEarly(
        summary,
        "the layer was not read to its end: it unpacks to more than 250 times its size"
            + " (layers.ratio)");
    assertThat(summary.plainBytes()).isBetween(1L << 30, (1L << 30) + (1 << 20));
  }

  @Test
  void tooLargeForRandomAccess() throws Exception {
    LayerLimits limits =
        new LayerLimits(
            20,
            60,
            5,
            10L << 20,
            250,
            10L << 20,
            2L << 20,
            Duration.ofMinutes(1),
            true,
            DetectorLimits.DEFAULT,
            ImageLimits.DEFAULT);
    BlobLayer layer = layer(file("big.db", new byte[3 << 20]), file("small.db", new byte[9]));

    LayerSummary summary =
        layer.read(new WholeVisitor(Want.RANDOM_ACCESS), context(limits, System::nanoTime));

    assertThat(summary.notes())
        .extracting(CoverageNote::path, CoverageNote::message)
        .containsExactly(
            tuple(
                "big.db",
                "the file was not read: it has 3145728 bytes, more than the 2097152 allowed where"
                    + " random access is needed (layers.random-access-bytes)"));
  }

  @Test
  void noRoomForTemporaryFiles() throws Exception {
    BlobLayer layer = layer(file("a.db", new byte[3 << 20]), file("b.db", new byte[3 << 20]));

    LayerSummary summary =
        layer.read(
            new WholeVisitor(Want.RANDOM_ACCESS),
            new LayerContext(
                LayerLimits.DEFAULT,
                ScratchSpaces.of(directory, 2 << 20),
                System::nanoTime,
                bytes -> {}));

    assertThat(summary.notes()).extracting(CoverageNote::path).containsExactly("a.db", "b.db");
    assertThat(summary.notes().getFirst().message()).endsWith("(layers.scratch-bytes)");
    assertThat(summary.lasting()).isFalse();
  }

  private static void assertEndedEarly(LayerSummary summary, String message) {
    assertThat(summary.notes())
        .extracting(CoverageNote::code, CoverageNote::message)
        .containsExactly(tuple("layer-limit", message));
    assertThat(summary.lasting()).isFalse();
  }

  private LayerSummary read(LayerContent... contents) throws Exception {
    return read(SMALL, System::nanoTime, contents);
  }

  private LayerSummary read(LayerLimits limits, LongSupplier clock, LayerContent... contents)
      throws Exception {
    return layer(contents).read(visitor, context(limits, clock));
  }

  /** One file of zeros, in a layer of a few kilobytes. */
  private static byte[] bomb(long size) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (ZstdOutputStream zstd = new ZstdOutputStream(compressed, 1);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(zstd)) {
      TarArchiveEntry entry = new TarArchiveEntry("zeros");
      entry.setSize(size);
      tar.putArchiveEntry(entry);
      byte[] zeros = new byte[1 << 20];
      for (long left = size; left > 0; left -= zeros.length) {
        tar.write(zeros);
      }
      tar.closeArchiveEntry();
    }
    return compressed.toByteArray();
  }
}
