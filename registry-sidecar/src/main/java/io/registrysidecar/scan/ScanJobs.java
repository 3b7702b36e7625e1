package io.registrysidecar.scan;

import io.registrysidecar.job.Job;
import io.registrysidecar.job.JobHandler;
import io.registrysidecar.job.Outcome;
import io.registrysidecar.job.Priority;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.scan.ScanState.End;
import io.registrysidecar.store.ImageKey;
import java.util.Optional;

/** Scans one manifest for each job. */
final class ScanJobs implements JobHandler {

  private final Places places;
  private final StoreLedger ledger;
  private final ScanRunner runner;

  ScanJobs(Places places, StoreLedger ledger, ScanRunner runner) {
    this.places = places;
    this.ledger = ledger;
    this.runner = runner;
  }

  @Override
  public Outcome run(Job job) throws InterruptedException {
    Optional<Place> place = places.of(job.registry(), job.repository());
    if (place.isEmpty()) {
      return Places.unknown(job);
    }
    if (job.priority() == Priority.REEVALUATION && isCurrent(job)) {
      return new Outcome.Done();
    }
    return outcome(runner.run(ledger.begin(place.get(), job.reference(), job.priority())));
  }

  /** Nobody has touched the registry, so it is not asked either. */
  private boolean isCurrent(Job job) {
    return job.reference() instanceof ManifestKey.ByDigest by
        && ledger.isCurrent(new ImageKey(job.registry(), job.repository(), by.digest()));
  }

  /** What the end of a scan means for its job. */
  static Outcome outcome(End end) {
    return switch (end) {
      case ScanState.Done _, ScanState.Unsupported _, ScanState.Gone _ -> new Outcome.Done();
      case ScanState.Waiting waiting -> new Outcome.RetryLater(waiting.reason(), waiting.until());
      case ScanState.Failed failed -> new Outcome.GiveUp(failed.reason());
    };
  }
}
