package io.registrysidecar.inventory;

import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.inventory.FileEvidence.PackageAt;
import io.registrysidecar.oci.Digest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what one detector finds in one file, as long as there is room for it. */
final class FileFindings implements EvidenceSink {

  private static final int MOST_NOTES = 20;

  private final Digest layer;
  private final String path;
  private final DetectorBudget budget;
  private final List<PackageAt> packages = new ArrayList<>();
  private final List<CoverageNote> notes = new ArrayList<>();
  private final List<AboutPackage> about = new ArrayList<>();
  private final List<Diversion> diversions = new ArrayList<>();
  private final List<String> elsewhere = new ArrayList<>();
  private final List<CoverageNote> limited = new ArrayList<>();
  private @Nullable Distribution distribution;

  FileFindings(Digest layer, String path, DetectorBudget budget) {
    this.layer = layer;
    this.path = path;
    this.budget = budget;
  }

  @Override
  public void found(PackageFact fact) {
    add(new PackageAt(fact, null));
  }

  @Override
  public void found(PackageFact fact, String inner) {
    add(new PackageAt(fact, inner));
  }

  @Override
  public void found(Distribution named) {
    distribution = named;
  }

  @Override
  public void about(AboutPackage said) {
    budget.spendEvidence(EvidenceSize.of(said));
    if (!budget.isFull()) {
      about.add(said);
    }
  }

  @Override
  public void elsewhere(TarPath directory) {
    budget.spendEvidence(EvidenceSize.of(directory.value()));
    if (!budget.isFull()) {
      elsewhere.add(directory.value());
    }
  }

  @Override
  public void diverted(Diversion diversion) {
    budget.spendEvidence(EvidenceSize.of(diversion));
    if (!budget.isFull()) {
      diversions.add(diversion);
    }
  }

  @Override
  public void incomplete(String code, String message) {
    if (notes.size() < MOST_NOTES) {
      CoverageNote note = new CoverageNote(code, message, layer, path);
      notes.add(note);
      budget.spendEvidence(EvidenceSize.of(note));
    } else if (notes.size() == MOST_NOTES) {
      notes.add(new CoverageNote(code, "and more that is not listed", layer, path));
    }
  }

  @Override
  public void limited(String code, String reason) {
    if (limited.size() < MOST_NOTES) {
      limited.add(new CoverageNote(code, reason, layer, path));
    }
  }

  /** What was left out and why. */
  List<CoverageNote> limited() {
    return limited;
  }

  private void add(PackageAt found) {
    budget.spendEvidence(EvidenceSize.of(found));
    if (!budget.isFull()) {
      packages.add(found);
    }
  }

  boolean isEmpty() {
    return packages.isEmpty()
        && notes.isEmpty()
        && distribution == null
        && about.isEmpty()
        && diversions.isEmpty()
        && elsewhere.isEmpty();
  }

  boolean hasPackages() {
    return !packages.isEmpty();
  }

  FileEvidence evidence(@Nullable ContentDigests digests) {
    return new FileEvidence(
        path, packages, distribution, notes, about, diversions, elsewhere, digests);
  }
}
