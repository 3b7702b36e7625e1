package io.registrysidecar.inventory;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Contents.jar;
import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.testing.Evidence;
import io.registrysidecar.testing.Sample;
import io.registrysidecar.testing.TestImage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A job is cancelled just when a detector begins with a file: nothing comes of it. */
class DetectorInterruptionTest {

  @AfterEach
  void notInterruptedAnyMore() {
    assertThat(Thread.interrupted()).isFalse();
  }

  static List<Detector> detectors() {
    return Detectors.all();
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void noDetectorGoesOn(Detector detector) {
    TestImage image =
        image()
            .layer(
                Sample.contents(),
                jar("opt/a.jar", "org.example", "a", "1.0"),
                layer -> layer.file("var/lib/opkg/status", new byte[10]))
            .build();

    assertThatThrownBy(() -> Evidence.of(List.of(new Cancelled(detector)), image))
        .hasRootCauseInstanceOf(java.io.InterruptedIOException.class)
        .hasStackTraceContaining("InterruptedException");
  }

  /** Is interrupted whenever it begins. */
  private record Cancelled(Detector detector) implements Detector {
    @Override
    public Id id() {
      return detector.id();
    }

    @Override
    public Want wants(TarPath path, long size, int mode) {
      return detector.wants(path, size, mode);
    }

    @Override
    public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
      Thread.currentThread().interrupt();
      detector.read(file, found);
    }
  }
}
