package io.registrysidecar.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.image.Layer;
import io.registrysidecar.image.LayerContext;
import io.registrysidecar.image.LayerSummary;
import io.registrysidecar.image.LayerVisitor;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BytesLeftTest {

  private static final Listed LARGE = new Listed(Digest.sha256(new byte[] {1}), 1_000);
  private static final Listed SMALL = new Listed(Digest.sha256(new byte[] {2}), 10);

  private final BytesLeft left = new BytesLeft(List.of(LARGE, SMALL));

  @Test
  void whatIsReadOfALayerIsNotLeft() {
    left.read(LARGE.digest, 400);

    assertThat(left.total()).isEqualTo(610);
  }

  @Test
  void ofALayerOfWhichOnlyPartsAreReadNothingIsLeftWhenItIsDone() {
    left.read(LARGE.digest, 400);

    left.done(LARGE.digest);

    assertThat(left.total()).isEqualTo(10);
  }

  @Test
  void aLayerThatIsReadAgainFromTheStartCountsOnce() {
    left.read(LARGE.digest, 900);
    left.read(LARGE.digest, 1_000);

    left.done(LARGE.digest);

    assertThat(left.total()).isEqualTo(10);
  }

  @Test
  void whatAnotherImageReadsOnOfALayerThatIsDoneDoesNotCount() {
    left.done(SMALL.digest);
    left.read(SMALL.digest, 10);
    left.done(SMALL.digest);

    assertThat(left.total()).isEqualTo(1_000);
  }

  /** A layer that is only listed. */
  private record Listed(Digest digest, long size) implements Layer {
    @Override
    public Descriptor descriptor() {
      return Descriptor.of("application/vnd.oci.image.layer.v1.tar", digest, size);
    }

    @Override
    public @Nullable Digest diffId() {
      return null;
    }

    @Override
    public LayerSummary read(LayerVisitor visitor, LayerContext context) {
      throw new AssertionError("not to be read");
    }
  }
}
