package io.registrysidecar.image;

import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.Platform;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A runnable image for one platform.
 *
 * @param manifest its manifest
 * @param platform what it runs on, by the index or else by its configuration
 * @param config its configuration
 * @param layers its layers, lowest first, not yet opened
 * @param notes where its parts contradict each other
 * @param index the index that lists it, or null when it was not found through one
 */
public record PlatformImage(
    Manifest.Image manifest,
    Platform platform,
    ImageConfig config,
    List<Layer> layers,
    List<CoverageNote> notes,
    Manifest.@Nullable Index index) {

  /** Copies the lists. */
  public PlatformImage {
    layers = List.copyOf(layers);
    notes = List.copyOf(notes);
  }

  /** An image that was not found through an index. */
  public PlatformImage(
      Manifest.Image manifest,
      Platform platform,
      ImageConfig config,
      List<Layer> layers,
      List<CoverageNote> notes) {
    this(manifest, platform, config, layers, notes, null);
  }
}
