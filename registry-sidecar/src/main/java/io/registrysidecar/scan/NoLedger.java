package io.registrysidecar.scan;

import io.registrysidecar.audit.AuditEvent;
import io.registrysidecar.image.ImageTree;
import io.registrysidecar.image.PlatformImage;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.report.BaseImage;
import io.registrysidecar.scan.ScanState.End;
import io.registrysidecar.scan.ScanState.Step;
import io.registrysidecar.schema.Report;
import java.util.List;
import java.util.Optional;

/** Keeps nothing. Knows only what the user has named. */
final class NoLedger implements Ledger {

  private final List<String> tags;
  private final BaseImages bases;
  private final KnownSightings sightings;
  private final Stated stated;
  private Optional<Digest> root = Optional.empty();

  NoLedger(List<String> tags, BaseImages bases, KnownSightings sightings) {
    this(tags, bases, sightings, Stated.NOTHING);
  }

  NoLedger(List<String> tags, BaseImages bases, KnownSightings sightings, Stated stated) {
    this.tags = List.copyOf(tags);
    this.bases = bases;
    this.sightings = sightings;
    this.stated = stated;
  }

  @Override
  public void entered(Scan scan, Step state) {
    // The progress has been told.
  }

  @Override
  public void ended(Scan scan, End state) {
    // Whoever wished the scan is given its end.
  }

  @Override
  public void resolved(Scan scan, Descriptor manifest) {
    root = Optional.of(manifest.digest());
  }

  @Override
  public void described(Scan scan, ImageTree tree) {
    // Nothing is kept.
  }

  @Override
  public void judged(Scan scan, Digest manifest, Inventory inventory, Knowledge knowledge) {
    // Nothing is kept.
  }

  @Override
  public List<String> tags(Scan scan, Digest manifest) {
    return root.equals(Optional.of(manifest)) ? tags : List.of();
  }

  @Override
  public Optional<BaseImage> base(PlatformImage image, List<BaseImage.Claim> claims) {
    return bases.of(image, claims);
  }

  @Override
  public Report dated(Scan scan, Report report) {
    return FirstSight.in(report, found -> sightings.of(scan.repository(), found));
  }

  @Override
  public Optional<Digest> index(Scan scan, Digest manifest) {
    return Optional.empty();
  }

  @Override
  public Optional<Report> current(Scan scan, Digest manifest) {
    return Optional.empty();
  }

  @Override
  public Scan ofPlatform(Scan parent, PlatformImage image) {
    return new Scan(
        parent.id(),
        parent.name() + " " + image.platform(),
        parent.requestedAt(),
        parent.startedAt(),
        parent.source(),
        parent.repository(),
        parent.platforms(),
        parent.place(),
        parent.reference(),
        parent.allEvidence(),
        parent.urgency(),
        parent.progress());
  }

  @Override
  public List<StatedVex> stated(Scan scan, Digest manifest) {
    return stated.of(scan.repository(), manifest);
  }

  @Override
  public List<AuditEvent> history(Scan scan, Digest manifest, Report report) {
    return List.of();
  }
}
