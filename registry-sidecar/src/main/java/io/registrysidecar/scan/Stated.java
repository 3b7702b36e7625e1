package io.registrysidecar.scan;

import io.registrysidecar.oci.Digest;
import java.util.List;

/** Knows what operators say of images. */
@FunctionalInterface
public interface Stated {

  /** Knows nothing. */
  Stated NOTHING = (repository, manifest) -> List.of();

  /**
   * What counts now of an image, in the order in which it was said; of an index also what is said
   * of its platforms.
   *
   * @param repository registry host and repository
   */
  List<StatedVex> of(String repository, Digest manifest);
}
