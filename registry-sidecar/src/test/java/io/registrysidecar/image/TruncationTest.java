package io.registrysidecar.image;

import static io.registrysidecar.testing.Contents.directory;
import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Contents.hardLink;
import static io.registrysidecar.testing.Contents.symbolicLink;
import static io.registrysidecar.testing.ImageBuilder.gzip;
import static io.registrysidecar.testing.ImageBuilder.tar;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.testing.LayerBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;

/** Layers that end too early, and layers of which there is too much. */
class TruncationTest {

  private static final byte[] SOUND =
      tar(
          file("first", "x".repeat(700)),
          directory("usr"),
          file("long/" + "name/".repeat(40) + "end", "long"),
          symbolicLink("link", "first"),
          hardLink("again", "first"),
          TruncationTest::device,
          file("last", "y"));

  @Test
  void aLayerThatIsCutAnywhereIsReadUpToThereAndSaidToBeCut() throws Exception {
    List<String> all = paths(SOUND, SOUND.length);

    for (int length = 1; length < SOUND.length; length++) {
      RecordingVisitor visitor = new RecordingVisitor();
      LayerSummary summary = read(Arrays.copyOf(SOUND, length), "", visitor);

      assertThat(visitor.paths())
          .as("cut at %d", length)
          .isEqualTo(all.subList(0, visitor.paths().size()));
      assertThat(summary.notes())
          .as("cut at %d", length)
          .extracting(CoverageNote::code)
          .isSubsetOf("layer-corrupt")
          .hasSizeLessThanOrEqualTo(1);
      if (summary.notes().isEmpty()) {
        // Runtimes take it as complete, too: nothing but padding is missing of the last entry.
        assertThat(Arrays.copyOfRange(SOUND, length, (length + 511) / 512 * 512))
            .as("cut at %d", length)
            .isEqualTo(new byte[(length + 511) / 512 * 512 - length]);
      }
    }
  }

  @Test
  void aCompressedLayerThatIsCutAnywhereIsSaidToBeCut() throws Exception {
    byte[] sound = gzip(SOUND);

    for (int length = 3; length < sound.length; length++) {
      LayerSummary summary = read(Arrays.copyOf(sound, length), "+gzip", new RecordingVisitor());

      assertThat(summary.notes())
          .as("cut at %d", length)
          .extracting(CoverageNote::code)
          .containsExactly("layer-corrupt");
    }
  }

  @Test
  void aMillionEmptyFilesAreCounted() throws Exception {
    byte[] layer = emptyFiles(1_000_000);
    long[] count = new long[1];

    LayerSummary summary =
        layer(layer, "+gzip")
            .read(
                new LayerVisitor() {
                  @Override
                  public Want entry(LayerEntry entry) {
                    count[0]++;
                    return Want.NOTHING;
                  }

                  @Override
                  public void file(LayerFile file) {
                    throw new AssertionError("nobody asked for " + file.path());
                  }

                  @Override
                  public Want foresee(LayerEntry entry) {
                    return Want.NOTHING;
                  }

                  @Override
                  public void restart() {
                    throw new AssertionError("a layer that is read whole is shown once");
                  }
                },
                LayerContext.of(ScratchSpaces.none()));

    assertThat(summary.notes()).isEmpty();
    assertThat(summary.entries()).isEqualTo(1_000_000);
    assertThat(count[0]).isEqualTo(1_000_000);
  }

  private static List<String> paths(byte[] tar, int length) throws Exception {
    RecordingVisitor visitor = new RecordingVisitor();
    read(Arrays.copyOf(tar, length), "", visitor);
    return visitor.paths();
  }

  private static LayerSummary read(byte[] bytes, String suffix, LayerVisitor visitor)
      throws Exception {
    return layer(bytes, suffix).read(visitor, LayerContext.of(ScratchSpaces.none()));
  }

  private static BlobLayer layer(byte[] bytes, String suffix) {
    return new BlobLayer(
        "image",
        Descriptor.of("application/vnd.oci.image.layer.v1.tar" + suffix, bytes),
        null,
        () -> new ByteArrayInputStream(bytes));
  }

  private static void device(LayerBuilder layer) {
    layer.entry(new TarArchiveEntry("dev/null", TarConstants.LF_CHR), new byte[0]);
  }

  private static byte[] emptyFiles(int count) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new GZIPOutputStream(bytes, 1 << 16))) {
      for (int i = 0; i < count; i++) {
        tar.putArchiveEntry(new TarArchiveEntry("d" + i / 1000 + "/" + i));
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
