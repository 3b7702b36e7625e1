package io.registrysidecar.scan;

import io.registrysidecar.job.Job;
import io.registrysidecar.job.JobHandler;
import io.registrysidecar.job.JobQueue;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.publish.ResultPublisher;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.Store;
import java.time.Instant;
import java.util.Map;

/** Scans what the queue brings, and keeps what it finds out in the store. */
public final class ScanService {

  /** The kind of job that scans the manifest that its reference names. */
  public static final String SCAN = "scan";

  private final ScanParts parts;
  private final ScanJobs scans;
  private final VerifyJobs verifications;
  private final WithdrawJobs withdrawals;
  private final Reevaluation reevaluation;
  private final VexChanges statements;
  private final Noticed noticed;

  /**
   * Wires the service.
   *
   * @param clients the configured registries by their names
   * @param publishing how results are written
   */
  public ScanService(
      ScanParts parts,
      Store store,
      JobQueue queue,
      Map<String, DistributionClient> clients,
      Publishing publishing) {
    this.parts = parts;
    var places = new Places(clients);
    var endings = new Endings(parts.clock());
    var history =
        new PublicationHistory(store.publications(), store.audit(), ScanHistory.actor(parts));
    var log = new StorePublicationLog(store.publications(), history, parts.clock());
    var publisher = publishing.publisher(log, parts.clock());
    var results = new ResultPublisher(publisher, publishing.signing(), parts.clock());
    this.verifications = new VerifyJobs(places, results, queue, endings, parts.clock());
    this.withdrawals = new WithdrawJobs(places, results, endings);
    var ledger = new StoreLedger(store, parts);
    this.noticed = ledger.noticed();
    var evidence = new StoredEvidence(store.layerEvidence(), parts.clock());
    var reader = new LayerReader(evidence, parts.detectors(), parts.layers(), parts.readers());
    var publish =
        new PublishStep(results, parts.judge(), verifications, endings, publishing.unwritten());
    this.scans =
        new ScanJobs(places, ledger, new ScanRunner(parts, reader, ledger, publish, endings));
    this.reevaluation = new Reevaluation(store.images(), queue, parts);
    this.statements = new VexChanges(store, queue, parts);
  }

  /** Who does which kind of job. */
  public Map<String, JobHandler> handlers() {
    return Map.of(SCAN, scans, VerifyJobs.KIND, verifications, WithdrawJobs.KIND, withdrawals);
  }

  /** What scans noticed that fails none of them. */
  public Noticed noticed() {
    return noticed;
  }

  /** The job that removes what was published on an image that is gone. */
  public Job withdrawal(ImageKey image) {
    return WithdrawJobs.job(image);
  }

  /**
   * The generation of a scan that is wished now: equal as long as scanning again would give an
   * equal result.
   */
  public String generation() {
    return parts.generation();
  }

  /**
   * Queues every image whose result rests on other advisories than those known now; to be called at
   * the start and whenever that changes. Gives how many were queued.
   */
  public int reevaluate() {
    return reevaluation.queueOutdated();
  }

  /**
   * Queues the images of which operators say something else than before; to be called at the start
   * and from time to time, for statements expire, and other processes record them. Gives how many
   * were queued.
   */
  public int tellStatements() {
    return statements.tell();
  }

  /**
   * Changes when verdicts may: with the policy and, where that asks for signatures, with whom is
   * trusted. Empty where there is no policy.
   */
  public String verdictFingerprint() {
    return parts.verdicts().fingerprint();
  }

  /**
   * Results are signed as now since {@code since}: earlier ones are to be signed again when images
   * are {@linkplain #rejudge judged again}.
   */
  public void signedSince(Instant since) {
    scans.signedSince(since);
  }

  /**
   * Queues every image, to be judged by another policy; layers are not read again, and what says
   * the same is not published again. Gives how many were queued.
   */
  public int rejudge() {
    return reevaluation.queueAll();
  }
}
