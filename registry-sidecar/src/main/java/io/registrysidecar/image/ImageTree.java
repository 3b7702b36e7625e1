package io.registrysidecar.image;

import io.registrysidecar.oci.Manifest;
import java.util.List;

/**
 * What an image reference stands for: one image, or an index of images for several platforms.
 *
 * @param root the manifest that the reference resolves to
 * @param images the runnable images, in the order of the index; one when the root is an image
 * @param notes what the tree holds that is not read, such as a platform whose manifest is missing
 */
public record ImageTree(Manifest root, List<PlatformImage> images, List<CoverageNote> notes) {

  /** Copies the lists. */
  public ImageTree {
    images = List.copyOf(images);
    notes = List.copyOf(notes);
  }
}
