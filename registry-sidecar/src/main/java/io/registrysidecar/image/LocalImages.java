package io.registrysidecar.image;

import java.nio.file.Path;
import java.util.Optional;

/** Images on this machine's disk. */
public final class LocalImages {

  private static final String LAYOUT = "oci:";
  private static final String ARCHIVE = "docker-archive:";
  private static final String ROOT_FILE_SYSTEM = "rootfs:";

  private LocalImages() {}

  /**
   * Opens {@code oci:DIR[:TAG]}, {@code docker-archive:FILE} or {@code rootfs:DIR}; empty when
   * {@code target} has none of these prefixes.
   *
   * @throws ImageException if there is no such image
   */
  public static Optional<ImageSource> open(String target) throws ImageException {
    if (target.startsWith(LAYOUT)) {
      return Optional.of(layout(target, target.substring(LAYOUT.length())));
    }
    if (target.startsWith(ARCHIVE)) {
      Path file = Path.of(target.substring(ARCHIVE.length()));
      return Optional.of(new DockerArchiveSource(target, file));
    }
    if (target.startsWith(ROOT_FILE_SYSTEM)) {
      Path directory = Path.of(target.substring(ROOT_FILE_SYSTEM.length()));
      return Optional.of(new RootfsSource(target, directory));
    }
    return Optional.empty();
  }

  /** A tag has no slash, so that a colon before the last slash belongs to the directory. */
  private static ImageSource layout(String target, String place) throws ImageException {
    int colon = place.lastIndexOf(':');
    return colon > place.lastIndexOf('/') && !Path.of(place).toFile().isDirectory()
        ? new OciLayoutSource(
            target, Path.of(place.substring(0, colon)), place.substring(colon + 1))
        : new OciLayoutSource(target, Path.of(place), null);
  }
}
