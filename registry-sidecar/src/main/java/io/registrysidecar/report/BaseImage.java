package io.registrysidecar.report;

import io.registrysidecar.oci.Digest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The image that an image was built on.
 *
 * @param name its name, with tag or digest
 * @param digest of its manifest, or null when only its name is known
 * @param by how it was recognised
 * @param layers how many of the lowest layers are its own, or null when that is not known
 * @param newer a newer image of the same repository, or null when none is known
 */
public record BaseImage(
    String name, @Nullable Digest digest, By by, @Nullable Integer layers, @Nullable Newer newer) {

  /** How a base image was recognised. */
  public enum By {
    /** The image says so itself. */
    LABEL,
    /** Its layers are those of an image that is known. */
    LAYERS;

    /** The word, in lower case. */
    public String word() {
      return switch (this) {
        case LABEL -> "label";
        case LAYERS -> "layers";
      };
    }
  }

  /**
   * A newer image that was judged by the same advisories.
   *
   * @param name its name
   * @param problems every identifier of every finding that it has
   */
  public record Newer(String name, Set<String> problems) {
    /** Copies the set. */
    public Newer {
      problems = Set.copyOf(problems);
    }
  }
}
