package io.registrysidecar.image;

import static io.registrysidecar.testing.ImageBuilder.gzip;
import static io.registrysidecar.testing.ImageBuilder.tar;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.testing.LayerContent;
import java.io.ByteArrayInputStream;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Layers of bytes in memory, and the circumstances in which they are read. */
final class TestLayers {

  static final String PLAIN = "application/vnd.oci.image.layer.v1.tar";
  static final String GZIP = PLAIN + "+gzip";
  static final String ZSTD = PLAIN + "+zstd";

  private TestLayers() {}

  /** One that is compressed as nearly all are. */
  static BlobLayer layer(LayerContent... contents) {
    return layer(GZIP, gzip(tar(contents)));
  }

  static BlobLayer layer(String mediaType, byte[] bytes) {
    return layer(mediaType, bytes, null);
  }

  static BlobLayer layer(String mediaType, byte[] bytes, @Nullable Digest diffId) {
    Descriptor descriptor = Descriptor.of(mediaType, bytes);
    return new BlobLayer(
        "image",
        descriptor,
        diffId,
        () -> new VerifiedStream(new ByteArrayInputStream(bytes), descriptor));
  }

  static LayerContext context(LayerLimits limits) {
    return context(limits, System::nanoTime);
  }

  /** Without room for temporary files. */
  static LayerContext context(LayerLimits limits, LongSupplier nanoTime) {
    return new LayerContext(limits, ScratchSpaces.none(), nanoTime, bytes -> {});
  }
}
