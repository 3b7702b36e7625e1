package io.registrysidecar.image;

import io.registrysidecar.oci.Manifest;

/** Finds the runnable images behind a reference. */
public final class ImageTrees {

  private ImageTrees() {}

  /**
   * Reads manifests and configurations, but no layer.
   *
   * <p>Attestations and other artifacts listed in an index are passed over, nested indexes are
   * followed to a bounded depth and number, and a manifest that is listed twice is read once. A
   * platform whose manifest is missing or malformed becomes a note, as mirrors often leave some
   * out.
   *
   * @throws ImageException if the root cannot be read or is no image, if the registry failed in a
   *     way that may pass, or if no platform of it is accepted by {@code filter}
   */
  public static ImageTree read(ImageSource source, PlatformFilter filter) throws ImageException {
    Manifest root = source.root();
    TreeWalk walk = new TreeWalk(source, filter);
    switch (root) {
      case Manifest.Image image -> walk.addRoot(image);
      case Manifest.Index index -> walk.addIndex(index, 0);
    }
    if (walk.images().isEmpty()) {
      throw new ImageException(new ImageFailure.NotAnImage(source.name(), walk.whyEmpty()));
    }
    return new ImageTree(root, walk.images(), walk.notes());
  }
}
