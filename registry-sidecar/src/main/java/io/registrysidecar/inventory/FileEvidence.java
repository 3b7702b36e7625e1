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
 * @param about what it says about packages, wherever these are listed
 * @param diversions files that it says were put elsewhere
 * @param elsewhere directories with packages that are installed, though only files there say which
 * @param digests what its content hashes to, or null when it was not read whole
 */
public record FileEvidence(
    String path,
    List<PackageAt> packages,
    @Nullable Distribution distribution,
    List<CoverageNote> notes,
    List<AboutPackage> about,
    List<Diversion> diversions,
    List<String> elsewhere,
    @Nullable ContentDigests digests) {

  /** Copies the lists. */
  public FileEvidence {
    packages = List.copyOf(packages);
    notes = List.copyOf(notes);
    about = List.copyOf(about);
    diversions = List.copyOf(diversions);
    elsewhere = List.copyOf(elsewhere);
  }

  /** The same, found at another name of the file. */
  FileEvidence at(String name) {
    return new FileEvidence(
        name, packages, distribution, notes, about, diversions, elsewhere, digests);
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
