package io.registrysidecar.image;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.ImageBuilder.gzip;
import static io.registrysidecar.testing.ImageBuilder.tar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.oci.Descriptor;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageAllowanceTest {

  @TempDir Path directory;

  @Test
  void theLayersOfAnImageShareItsEntries() throws Exception {
    ImageAllowance allowance = new ImageAllowance(limits(3, Long.MAX_VALUE));

    assertThat(read(allowance).entries()).isEqualTo(2);
    assertTooLarge(
        allowance,
        "the layers of the image together have more than 3 entries (layers.image-entries)");
  }

  @Test
  void theLayersOfAnImageShareItsBytes() throws Exception {
    ImageAllowance allowance = new ImageAllowance(limits(Long.MAX_VALUE, 5_000));

    assertThat(read(allowance).plainBytes()).isEqualTo(3_072);
    assertTooLarge(
        allowance,
        "the layers of the image together unpack to more than 5000 bytes"
            + " (layers.image-plain-bytes)");
  }

  @Test
  void anotherImageHasItsOwn() throws Exception {
    read(new ImageAllowance(limits(2, 20_000)));

    assertThat(read(new ImageAllowance(limits(2, 20_000))).notes()).isEmpty();
  }

  @Test
  void theLayersOfAnImageShareItsRatio() throws Exception {
    ImageAllowance allowance = new ImageAllowance(limits(3, Long.MAX_VALUE));

    allowance.takeBytes(1 << 20, 8L << 30);

    assertThatThrownBy(() -> allowance.takeBytes(1, 1))
        .hasMessage(
            "the layers of the image together unpack to more than 250 times their size"
                + " (layers.image-ratio)");
  }

  @Test
  void whatIsFoundInAllLayersIsBoundedTogether() {
    ImageAllowance allowance = new ImageAllowance(limits(3, 3));
    allowance.takeEvidence(1000);
    assertThat(allowance.evidenceSpent()).isNull();

    allowance.takeEvidence(1);
    assertThat(allowance.evidenceSpent())
        .isEqualTo(
            "what was found in all layers of the image takes more than 1000 bytes"
                + " (layers.image-evidence-bytes)");

    allowance.giveEvidence(1);
    assertThat(allowance.evidenceSpent()).isNull();
  }

  /** It is no evidence about the layer, so it is no value that another image could be given. */
  private void assertTooLarge(ImageAllowance allowance, String limit) {
    assertThatThrownBy(() -> read(allowance))
        .isInstanceOfSatisfying(
            ImageException.class,
            e ->
                assertThat(e.failure())
                    .isInstanceOf(ImageFailure.TooLarge.class)
                    .extracting(ImageFailure::message)
                    .asString()
                    .startsWith("read layer sha256:")
                    .endsWith(limit));
  }

  private LayerSummary read(ImageAllowance allowance) throws Exception {
    byte[] bytes = gzip(tar(file("a", "1"), file("b", "2")));
    Layer layer =
        new BlobLayer(
            "image",
            Descriptor.of("application/vnd.oci.image.layer.v1.tar+gzip", bytes),
            null,
            () -> new ByteArrayInputStream(bytes));
    LayerContext context = LayerContext.of(ScratchSpaces.of(directory, 0)).charging(allowance);
    return layer.read(new RecordingVisitor(), context);
  }

  private static ImageLimits limits(long entries, long plainBytes) {
    return new ImageLimits(entries, plainBytes, 250, 1000);
  }
}
