package io.registrysidecar.inventory;

import io.registrysidecar.image.CoverageNote;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one detector found in one file of a layer.
 *
 * @param path where the file is in the layer
 * @param packages what it says is installed
 * @param distribution the distribution that it names, or null
 * @param notes what of it could not be understood
 */
public record FileEvidence(
    String path,
    List<PackageAt> packages,
    @Nullable Distribution distribution,
    List<CoverageNote> notes) {

  /** Copies the lists. */
  public FileEvidence {
    packages = List.copyOf(packages);
    notes = List.copyOf(notes);
  }

  /**
   * A package, and where in the file it was found.
   *
   * @param fact the package
   * @param inner the path within the file, segments joined by {@code !/}, or null for the file
   *     itself
   */
  public record PackageAt(PackageFact fact, @Nullable String inner) {}
}
