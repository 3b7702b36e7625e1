package io.registrysidecar.scan;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.registrysidecar.audit.OriginCollector;
import io.registrysidecar.image.ChainIds;
import io.registrysidecar.image.ImageTree;
import io.registrysidecar.image.PlatformImage;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.scan.ScanState.End;
import io.registrysidecar.schema.MalformedReport;
import io.registrysidecar.schema.Report;
import io.registrysidecar.schema.ReportReader;
import io.registrysidecar.schema.ReportWriter;
import io.registrysidecar.schema.Summary;
import io.registrysidecar.store.ImageFacts;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.ImageResult;
import io.registrysidecar.store.ImageState;
import io.registrysidecar.store.ImageStore;
import io.registrysidecar.store.SeverityCounts;
import io.registrysidecar.store.StoredImage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps what is known of images, and what scans found out about them. */
final class ImageLedger {

  private final ImageStore store;
  private final StoredStatements statements;
  private final ScanParts parts;
  private final Cache<Report, byte[]> rendered = Caffeine.newBuilder().weakKeys().build();

  ImageLedger(ImageStore store, StoredStatements statements, ScanParts parts) {
    this.store = store;
    this.statements = statements;
    this.parts = parts;
  }

  List<String> tags(ImageKey image) {
    return store.find(image).map(StoredImage::tags).orElse(List.of());
  }

  boolean hasOrAwaitsResult(ImageKey image) {
    return store
        .find(image)
        .filter(known -> known.deletedAt() == null)
        .map(StoredImage::state)
        .filter(state -> state == ImageState.SCANNED || state == ImageState.PENDING)
        .isPresent();
  }

  void tagged(ImageKey image, ManifestKey.Tag tag) {
    store.tagged(
        image.registry(), image.repository(), tag.value(), image.digest(), parts.clock().instant());
  }

  /** An index that has a manifest. */
  Optional<Digest> index(ImageKey image) {
    return store.parents(image).stream().map(ImageKey::digest).findFirst();
  }

  /** What the manifest that a scan began with says. */
  void described(Place place, ImageTree tree) {
    if (tree.root() instanceof Manifest.Index index) {
      List<Digest> children =
          tree.images().stream().map(image -> image.manifest().self().digest()).toList();
      Descriptor self = index.self();
      describe(place, self, new ImageFacts(self.mediaType(), self.size(), null, children));
    } else {
      tree.images().forEach(image -> described(place, image));
    }
  }

  /** What an image's manifest and configuration say. */
  void described(Place place, PlatformImage image) {
    Descriptor self = image.manifest().self();
    long size = image.layers().stream().mapToLong(layer -> layer.descriptor().size()).sum();
    List<Digest> chain = ChainIds.of(image);
    describe(
        place,
        self,
        new ImageFacts(
            self.mediaType(),
            size,
            image.platform(),
            chain.isEmpty() ? null : chain.getLast(),
            List.of()));
  }

  /**
   * The report of an image, if another scan would find the same; what it says of the policy may
   * have changed. What could not be read may have been repaired since, so a report that misses a
   * layer or an attestation is never current.
   */
  Optional<Report> current(ImageKey image) {
    return store
        .find(image)
        .filter(known -> known.state() == ImageState.SCANNED && known.deletedAt() == null)
        .filter(known -> known.advisoryVersion().equals(parts.knowledge().get().version()))
        .flatMap(known -> store.report(image))
        .flatMap(ImageLedger::read)
        .filter(report -> report.scan().scanner().equals(parts.scanner()))
        .filter(report -> report.scan().startedAt().isAfter(parts.vex().changed()))
        .filter(report ->
            report.scan().startedAt().isAfter(statements.changed(image).orElse(Instant.EPOCH)))
        .filter(report ->
            report.coverage().statements().stream()
                .noneMatch(gap ->
                    gap.code().equals(ReadLayersStep.UNREADABLE)
                        || gap.code().equals(OriginCollector.UNREADABLE)));
  }

  /** Remembers how a report is written until it is kept, or nobody has it any more. */
  void rendered(Report report, byte[] content) {
    rendered.put(report, content);
  }

  void ended(ImageKey image, Scan scan, End state) {
    switch (state) {
      case ScanState.Done done -> keep(image, scan, done.report());
      case ScanState.Failed failed -> {
        failed.report().ifPresent(report -> keep(image, scan, report));
        store.become(image, ImageState.FAILED, failed.reason());
      }
      case ScanState.Unsupported other ->
          store.become(image, ImageState.UNSUPPORTED, other.reason());
      case ScanState.Gone _ ->
          store.find(image).ifPresent(known -> store.deleted(image, parts.clock().instant()));
      case ScanState.Waiting _ -> {
        // Nothing is known yet that was not known before.
      }
    }
  }

  /** A report of another scan was kept when that ended. */
  private void keep(ImageKey image, Scan scan, Report report) {
    if (!report.scan().id().equals(scan.id())) {
      return;
    }
    byte[] known = rendered.asMap().remove(report);
    Summary summary = report.summary();
    String advisories = report.advisories().version();
    store.scanned(
        image,
        new ImageResult(
            new SeverityCounts(
                summary.critical(),
                summary.high(),
                summary.medium(),
                summary.low(),
                summary.negligible(),
                summary.unknown(),
                summary.fixable()),
            report.coverage().status().word(),
            advisories == null ? "" : advisories,
            known == null ? ReportWriter.compact(report) : known,
            report.scan().finishedAt()));
  }

  private void describe(Place place, Descriptor manifest, ImageFacts facts) {
    var image = new ImageKey(place.registry(), place.repository(), manifest.digest());
    if (store.find(image).filter(known -> known.deletedAt() == null).isEmpty()) {
      store.seen(image, parts.clock().instant());
    }
    store.describe(image, facts, parts.clock().instant());
  }

  private static Optional<Report> read(byte[] stored) {
    try {
      return Optional.of(new ReportReader().read(stored));
    } catch (MalformedReport e) {
      return Optional.empty(); // written by another version of this program: scanned again
    }
  }
}
