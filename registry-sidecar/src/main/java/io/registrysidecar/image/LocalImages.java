package io.registrysidecar.image;

import java.util.Optional;

/** Images on this machine's disk. */
public final class LocalImages {

  private LocalImages() {}

  /**
   * Opens {@code oci:DIR[:TAG]}, {@code docker-archive:FILE} or {@code rootfs:DIR}; empty when
   * {@code target} has none of these prefixes.
   *
   * @throws ImageException if there is no such image
   */
  public static Optional<ImageSource> open(String target) throws ImageException {
    throw new UnsupportedOperationException();
  }
}
