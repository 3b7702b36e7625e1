package io.registrysidecar.scan;

import io.registrysidecar.image.ImageSource;
import java.util.List;

/**
 * What a user wants scanned, once.
 *
 * @param source where it is read from
 * @param repository registry host and repository, or the local target as the user wrote it
 * @param tags tags that the user named it by
 */
public record ScanTarget(ImageSource source, String repository, List<String> tags) {

  /** Copies the list. */
  public ScanTarget {
    tags = List.copyOf(tags);
  }
}
