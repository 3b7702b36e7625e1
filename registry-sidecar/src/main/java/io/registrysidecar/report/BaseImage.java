package io.registrysidecar.report;

import io.registrysidecar.oci.Digest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
    /** The record of its build says so. */
    PROVENANCE,
    /** Its layers are those of an image that is known. */
    LAYERS;

    /** The word, in lower case. */
    public String word() {
      return switch (this) {
        case LABEL -> "label";
        case PROVENANCE -> "provenance";
        case LAYERS -> "layers";
      };
    }
  }

  /**
   * What somebody says that an image was built on; its layers do not show it.
   *
   * @param name the base image's name, with tag or digest
   * @param digest of its manifest or index, or null when it is not said
   * @param by who says so: {@link By#PROVENANCE} or {@link By#LABEL}
   */
  public record Claim(String name, @Nullable Digest digest, By by) {

    /** Labels come with the base image itself, and then name what that was built on. */
    private static final Comparator<Claim> MOST_TELLING =
        Comparator.comparing((Claim claim) -> claim.by != By.PROVENANCE)
            .thenComparing(claim -> claim.digest == null);

    /** The claim that counts: provenance before labels, and of equals the one with a digest. */
    public static Optional<Claim> best(List<Claim> claims) {
      return claims.stream().min(MOST_TELLING);
    }

    /** The base image as far as the claim tells it. */
    public BaseImage image() {
      return new BaseImage(name, digest, by, null, null);
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
