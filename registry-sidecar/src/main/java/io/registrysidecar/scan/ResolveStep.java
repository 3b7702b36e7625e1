package io.registrysidecar.scan;

import io.registrysidecar.audit.OriginCollector;
import io.registrysidecar.image.ImageException;
import io.registrysidecar.image.ImageFailure;
import io.registrysidecar.image.ImageTree;
import io.registrysidecar.image.ImageTrees;
import io.registrysidecar.image.PlatformFilter;
import io.registrysidecar.image.PlatformImage;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.client.RegistryFailure;
import io.registrysidecar.policy.Signatures;
import io.registrysidecar.schema.AnnotationKeys;
import io.registrysidecar.schema.Report;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Looks up what the reference names, once: what a tag names may change while the image is scanned.
 *
 * <p>Never lets anything through that refers to another manifest. Results refer to images, so this
 * keeps results from being scanned, whatever notifications say.
 */
final class ResolveStep {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Ledger ledger;
  private final Verdicts verdicts;
  private final Endings endings;
  private final InstantSource clock;

  ResolveStep(Ledger ledger, Verdicts verdicts, Endings endings, InstantSource clock) {
    this.ledger = ledger;
    this.verdicts = verdicts;
    this.endings = endings;
    this.clock = clock;
  }

  ScanState run(Scan scan) throws InterruptedException {
    try {
      Manifest root = scan.source().root();
      ledger.resolved(scan, root.self());
      Descriptor subject = root.subject();
      if (subject != null) {
        return new ScanState.Unsupported(
            "scan "
                + scan.name()
                + ": it refers to "
                + subject.digest()
                + ", so it is no"
                + " image but something said about one.",
            root.annotations().containsKey(AnnotationKeys.CONTENT_FINGERPRINT)
                ? null
                : subject.digest());
      }
      ImageTree tree = ImageTrees.read(new RootedSource(scan.source(), root), scan.platforms());
      ledger.described(scan, tree);
      boolean whole = scan.platforms() instanceof PlatformFilter.All;
      return root instanceof Manifest.Index && whole
          ? ofIndex(scan, tree)
          : first(scan, tree.images().getFirst());
    } catch (ImageException e) {
      return switch (e.failure()) {
        case ImageFailure.NotAnImage f -> new ScanState.Unsupported(f.message());
        case ImageFailure.Registry(RegistryFailure.NotFound f) -> notFound(scan, f);
        case ImageFailure f -> endings.of(f);
      };
    }
  }

  /** Some registries announce a push before everybody can see it. */
  private ScanState notFound(Scan scan, RegistryFailure.NotFound failure) {
    Instant now = clock.instant();
    return now.isBefore(scan.requestedAt().plus(PATIENCE))
        ? new ScanState.Waiting(failure.message(), now.plus(PAUSE))
        : new ScanState.Gone(failure.message());
  }

  /** What is known already only has to be shown. */
  private ScanState ofIndex(Scan scan, ImageTree tree) {
    Descriptor self = tree.root().self();
    return ledger
        .current(scan, self.digest())
        .filter(report -> verdicts.isAsNow(report, Signatures.UNCHECKED))
        .<ScanState>map(
            report -> new ScanState.Publish(self, report, List.of(), Signatures.UNCHECKED))
        .orElseGet(() -> new ScanState.ScanPlatforms(tree));
  }

  /**
   * What is known already only has to be shown, unless the index tells more than was known then, or
   * the verdict would be another now.
   */
  ScanState first(Scan scan, PlatformImage image) throws InterruptedException {
    Descriptor self = image.manifest().self();
    Optional<Report> known =
        ledger
            .current(scan, self.digest())
            .filter(report -> OriginCollector.isComplete(image, report.audit()));
    if (known.isEmpty()) {
      return new ScanState.ReadLayers(image);
    }
    Manifest.Index index = image.index();
    Optional<Digest> listing =
        index == null ? ledger.index(scan, self.digest()) : Optional.of(index.self().digest());
    try {
      Signatures signatures = verdicts.signatures(scan, self, listing);
      return verdicts.isAsNow(known.get(), signatures)
          ? new ScanState.Publish(self, known.get(), List.of(), signatures)
          : new ScanState.ReadLayers(image);
    } catch (ImageException e) {
      return endings.of(e.failure());
    }
  }
}
