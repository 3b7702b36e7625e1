package io.registrysidecar.scan;

import io.registrysidecar.inventory.sbom.SbomFile;
import io.registrysidecar.job.Priority;
import io.registrysidecar.publish.MemoryPublicationLog;
import io.registrysidecar.publish.ResultPublisher;
import io.registrysidecar.scan.ScanState.End;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Scans what a user names, without a queue and without state but for the evidence of layers. */
public final class ScanPipeline {

  private final ScanParts parts;
  private final LayerReader reader;
  private final PublishStep publish;
  private final Endings endings;
  private final Supplier<String> ids;
  private final BaseImages bases;
  private final KnownSightings sightings;
  private final Stated stated;

  /**
   * Wires a pipeline.
   *
   * @param evidence remembers layers
   * @param publishing how results are written
   * @param bases knows what images were built on
   * @param sightings knows since when findings are known
   * @param stated knows what operators say of images
   * @param ids gives each scan its name
   */
  public ScanPipeline(
      ScanParts parts,
      EvidenceCache evidence,
      Publishing publishing,
      BaseImages bases,
      KnownSightings sightings,
      Stated stated,
      Supplier<String> ids) {
    this.parts = parts;
    this.reader = new LayerReader(evidence, parts.detectors(), parts.layers(), parts.readers());
    this.endings = new Endings(parts.clock());
    var publisher =
        new ResultPublisher(
            publishing.publisher(new MemoryPublicationLog(), parts.clock()),
            publishing.signing(),
            parts.clock());
    this.publish =
        new PublishStep(
            publisher,
            parts.judge(),
            PublishStep.PublicationWatch.NONE,
            endings,
            publishing.unwritten());
    this.bases = bases;
    this.sightings = sightings;
    this.stated = stated;
    this.ids = ids;
  }

  /** Where operators say nothing. */
  public ScanPipeline(
      ScanParts parts,
      EvidenceCache evidence,
      Publishing publishing,
      BaseImages bases,
      KnownSightings sightings,
      Supplier<String> ids) {
    this(parts, evidence, publishing, bases, sightings, Stated.NOTHING, ids);
  }

  /**
   * Scans to the end. An index is scanned whole, with a roll-up, unless the options choose among
   * its platforms.
   *
   * @throws InterruptedException if interrupted
   */
  public End scan(ScanTarget target, ScanOptions options) throws InterruptedException {
    var ledger = new NoLedger(target.tags(), bases, sightings, stated);
    var runner = new ScanRunner(parts, reader, ledger, publish, endings);
    return runner.run(
        new Scan(
            ids.get(),
            target.source().name(),
            Instant.EPOCH,
            parts.clock().instant(),
            new RememberedSource(target.source()),
            target.repository(),
            options.platforms(),
            options.attach(),
            Optional.empty(),
            options.allEvidence(),
            Urgency.of(Priority.REQUEST),
            options.progress()));
  }

  /**
   * Judges what a bill of materials lists.
   *
   * @param sbom the list
   * @param target as the user wrote it
   * @param allEvidence as in {@link ScanOptions}
   * @throws InterruptedException if interrupted
   */
  public End scan(SbomFile sbom, String target, boolean allEvidence) throws InterruptedException {
    return new SbomScan(parts).run(ids.get(), sbom, target, allEvidence);
  }
}
