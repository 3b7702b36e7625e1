package io.registrysidecar.scan;

import io.registrysidecar.image.ImageException;
import io.registrysidecar.image.ImageFailure;
import io.registrysidecar.image.ImageSource;
import io.registrysidecar.image.Layer;
import io.registrysidecar.image.LocalImages;
import io.registrysidecar.image.PlatformFilter;
import io.registrysidecar.job.Priority;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.testing.Layouts;
import io.registrysidecar.testing.TestImage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Images to scan without a registry. */
final class Sources {

  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private Sources() {}

  /** An image in a directory. */
  static ImageSource of(TestImage image, Path directory) throws ImageException {
    return LocalImages.open("oci:" + Layouts.write(image, directory)).orElseThrow();
  }

  /** Something that cannot be read. */
  static ImageSource failing(ImageFailure failure) {
    return new Failing(failure);
  }

  /** A scan that nobody keeps a ledger of. */
  static Scan scan(ImageSource source) {
    return new Scan(
        "1",
        source.name(),
        Instant.EPOCH,
        NOON,
        source,
        "registry.test/team/app",
        PlatformFilter.all(),
        Optional.empty(),
        Optional.empty(),
        false,
        Urgency.of(Priority.PUSH),
        Progress.NONE);
  }

  private record Failing(ImageFailure failure) implements ImageSource {
    @Override
    public String name() {
      return "registry.test/team/app:1.0";
    }

    @Override
    public Manifest root() throws ImageException {
      throw new ImageException(failure);
    }

    @Override
    public Manifest manifest(Descriptor descriptor) throws ImageException {
      throw new ImageException(failure);
    }

    @Override
    public byte[] config(Descriptor descriptor) throws ImageException {
      throw new ImageException(failure);
    }

    @Override
    public Layer layer(Descriptor descriptor, @Nullable Digest diffId) {
      throw new IllegalStateException("nobody can know of a layer");
    }

    @Override
    public void close() {
      // Nothing was opened.
    }
  }
}
