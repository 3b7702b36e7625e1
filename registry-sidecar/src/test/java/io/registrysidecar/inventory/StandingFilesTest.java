package io.registrysidecar.inventory;

import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.image.ImageSource;
import io.registrysidecar.image.ImageTrees;
import io.registrysidecar.image.Layer;
import io.registrysidecar.image.LayerContext;
import io.registrysidecar.image.LocalImages;
import io.registrysidecar.image.PlatformFilter;
import io.registrysidecar.image.ScratchSpace;
import io.registrysidecar.testing.Evidence;
import io.registrysidecar.testing.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in a directory give the same evidence as those of a layer that streams by. */
class StandingFilesTest {

  @TempDir Path directory;

  @Test
  void theEvidenceIsTheSame() throws Exception {
    Path root = directory.resolve("root");
    for (Sample sample : Sample.all()) {
      Path file = root.resolve(sample.path());
      Files.createDirectories(file.getParent());
      Files.write(file, sample.bytes());
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    Evidence standing = read(root);
    Evidence streamed = Evidence.of(Detectors.all(), image().layer(Sample.contents()).build());

    assertThat(standing.notes()).isEmpty();
    assertThat(standing.layer().found()).isEqualTo(streamed.layer().found());
  }

  private Evidence read(Path root) throws Exception {
    try (ImageSource source = LocalImages.open("rootfs:" + root).orElseThrow()) {
      Layer layer =
          ImageTrees.read(source, PlatformFilter.all()).images().getFirst().layers().getFirst();
      ScratchSpace scratch = new ScratchSpace(directory.resolve("scratch"), 1L << 30);
      return new Evidence(new LayerScan(LayerContext.of(scratch)).scan(layer, Detectors.all()));
    }
  }
}
