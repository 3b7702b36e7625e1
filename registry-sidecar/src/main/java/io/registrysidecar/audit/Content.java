package io.registrysidecar.audit;

import io.registrysidecar.image.Layer;
import io.registrysidecar.image.PlatformImage;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The digests of all that an image consists of, so that what was judged can be told from what is
 * there later.
 *
 * @param index the index that lists it, or null
 * @param manifest its manifest
 * @param config its configuration
 * @param layers its layers as they are transferred, lowest first
 * @param archive the archive or layout that it was read from, or null when that was a registry
 */
public record Content(
    @Nullable Digest index,
    Digest manifest,
    Digest config,
    List<Digest> layers,
    @Nullable Digest archive) {

  /** Copies the list. */
  public Content {
    layers = List.copyOf(layers);
  }

  static Content of(PlatformImage image, @Nullable Digest index, @Nullable Digest archive) {
    return new Content(
        index,
        image.manifest().self().digest(),
        image.manifest().config().digest(),
        image.layers().stream().map(Layer::descriptor).map(Descriptor::digest).toList(),
        archive);
  }
}
