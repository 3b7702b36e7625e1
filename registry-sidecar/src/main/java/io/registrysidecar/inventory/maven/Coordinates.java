package io.registrysidecar.inventory.maven;

import io.registrysidecar.inventory.PackageFact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Maven coordinates.
 *
 * @param group the group
 * @param artifact the artifact
 * @param version the version
 */
record Coordinates(String group, String artifact, String version) {

  private static final int LONGEST = 255;

  /**
   * Coordinates if there are enough of them, and nothing that a build tool should have replaced.
   */
  static @Nullable Coordinates of(
      @Nullable String group, @Nullable String artifact, @Nullable String version) {
    if (group == null || artifact == null || version == null) {
      return null;
    }
    return isUsable(group) && isUsable(artifact) && isUsable(version)
        ? new Coordinates(group.strip(), artifact.strip(), version.strip())
        : null;
  }

  PackageFact fact(List<String> licenses) {
    return PackageFact.of("maven", group, artifact, version).licensed(licenses);
  }

  private static boolean isUsable(String text) {
    return !text.isBlank()
        && text.length() <= LONGEST
        && !text.contains("${")
        && text.strip().chars().allMatch(c -> c > ' ' && c < 0x7f && c != '/' && c != '\\');
  }
}
