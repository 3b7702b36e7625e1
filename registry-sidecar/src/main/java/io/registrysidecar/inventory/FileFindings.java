package io.registrysidecar.inventory;

import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.inventory.FileEvidence.PackageAt;
import io.registrysidecar.oci.Digest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what one detector finds in one file. */
final class FileFindings implements EvidenceSink {

  private static final int MOST_NOTES = 20;

  private final Digest layer;
  private final String path;
  private final List<PackageAt> packages = new ArrayList<>();
  private final List<CoverageNote> notes = new ArrayList<>();
  private @Nullable Distribution distribution;

  FileFindings(Digest layer, String path) {
    this.layer = layer;
    this.path = path;
  }

  @Override
  public void found(PackageFact fact) {
    packages.add(new PackageAt(fact, null));
  }

  @Override
  public void found(PackageFact fact, String inner) {
    packages.add(new PackageAt(fact, inner));
  }

  @Override
  public void found(Distribution named) {
    distribution = named;
  }

  @Override
  public void incomplete(String code, String message) {
    if (notes.size() < MOST_NOTES) {
      notes.add(new CoverageNote(code, message, layer, path));
    } else if (notes.size() == MOST_NOTES) {
      notes.add(new CoverageNote(code, "and more that is not listed", layer, path));
    }
  }

  boolean isEmpty() {
    return packages.isEmpty() && notes.isEmpty() && distribution == null;
  }

  FileEvidence evidence() {
    return new FileEvidence(path, packages, distribution, notes);
  }
}
