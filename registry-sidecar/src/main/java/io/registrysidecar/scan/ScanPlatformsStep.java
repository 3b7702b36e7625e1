package io.registrysidecar.scan;

import io.registrysidecar.image.PlatformImage;
import io.registrysidecar.report.PlatformResult;
import io.registrysidecar.scan.ScanState.End;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Scans each platform of an index, one after the other. One that cannot be scanned is said in the
 * roll-up; one that has to wait makes the index wait, and those that are done are known then.
 */
final class ScanPlatformsStep {

  private final PlatformScanner scanner;

  ScanPlatformsStep(PlatformScanner scanner) {
    this.scanner = scanner;
  }

  ScanState run(Scan scan, ScanState.ScanPlatforms state) throws InterruptedException {
    List<PlatformResult> results = new ArrayList<>();
    Optional<ScanState.Waiting> waiting = Optional.empty();
    for (PlatformImage image : state.index().images()) {
      switch (scanner.scan(scan, image)) {
        case ScanState.Done done -> results.add(new PlatformResult.Scanned(done.report()));
        case ScanState.Waiting later -> waiting = Optional.of(later);
        case End end -> results.add(notScanned(image, end));
      }
    }
    return waiting.isPresent()
        ? waiting.get()
        : new ScanState.Assemble(new Material.OfIndex(state.index(), results));
  }

  /** What is known but could not be written is known all the same. */
  private static PlatformResult notScanned(PlatformImage image, End end) {
    if (end instanceof ScanState.Failed failed && failed.report().isPresent()) {
      return new PlatformResult.Scanned(failed.report().get());
    }
    return new PlatformResult.NotScanned(
        image.platform(), image.manifest().self().digest(), end.detail());
  }

  /** Scans one platform to its end. */
  @FunctionalInterface
  interface PlatformScanner {
    End scan(Scan index, PlatformImage image) throws InterruptedException;
  }
}
