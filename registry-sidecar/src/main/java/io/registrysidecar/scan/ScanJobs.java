package io.registrysidecar.scan;

import io.registrysidecar.job.Job;
import io.registrysidecar.job.JobHandler;
import io.registrysidecar.job.Outcome;
import io.registrysidecar.job.Priority;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.scan.ScanState.End;
import io.registrysidecar.store.ImageKey;
import java.time.Instant;
import java.util.Optional;

/** Scans one manifest for each job. */
final class ScanJobs implements JobHandler {

  private final Places places;
  private final StoreLedger ledger;
  private final ScanRunner runner;
  private volatile Instant signed = Instant.EPOCH;

  ScanJobs(Places places, StoreLedger ledger, ScanRunner runner) {
    this.places = places;
    this.ledger = ledger;
    this.runner = runner;
  }

  /** Results are signed as now since {@code since}; earlier ones are not current. */
  void signedSince(Instant since) {
    signed = since;
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
    End end = runner.run(ledger.begin(place.get(), job.reference(), job.priority()));
    return end instanceof ScanState.Unsupported(_, Digest about) && about != null
        ? attached(job, place.get(), about)
        : outcome(end);
  }

  /**
   * Somebody may have signed an image, where the registry did not say that what was pushed is no
   * image. The first look may join a scan that has looked at what is attached already, and has not
   * ended yet.
   */
  private Outcome attached(Job job, Place place, Digest image) throws InterruptedException {
    if (!ledger.hasOrAwaitsResult(new ImageKey(job.registry(), job.repository(), image))) {
      return new Outcome.Done();
    }
    var key = new ManifestKey.ByDigest(image);
    Outcome first = outcome(runner.run(ledger.begin(place, key, job.priority())));
    return first instanceof Outcome.Done
        ? outcome(runner.run(ledger.begin(place, key, job.priority())))
        : first;
  }

  /** Nobody has touched the registry, so it is not asked either. */
  private boolean isCurrent(Job job) {
    return job.reference() instanceof ManifestKey.ByDigest by
        && ledger.isCurrent(new ImageKey(job.registry(), job.repository(), by.digest()), signed);
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
