package io.registrysidecar.image;

/** Finds the runnable images behind a reference. */
public final class ImageTrees {

  private ImageTrees() {}

  /**
   * Reads manifests and configurations, but no layer.
   *
   * <p>Attestations and other artifacts listed in an index are passed over, nested indexes are
   * followed to a bounded depth and number, and a manifest that is listed twice is read once.
   *
   * @throws ImageException if the root cannot be read or is no image, or if no platform of it is
   *     accepted by {@code filter}
   */
  public static ImageTree read(ImageSource source, PlatformFilter filter) throws ImageException {
    throw new UnsupportedOperationException();
  }
}
