package io.registrysidecar.scan;

import io.registrysidecar.audit.Trust;
import io.registrysidecar.image.LayerContext;
import io.registrysidecar.image.ScratchSpace;
import io.registrysidecar.inventory.Detectors;
import io.registrysidecar.job.Job;
import io.registrysidecar.job.Outcome;
import io.registrysidecar.job.Priority;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.client.SubjectLock;
import io.registrysidecar.policy.Judge;
import io.registrysidecar.policy.PolicyFile;
import io.registrysidecar.publish.ResultSigning;
import io.registrysidecar.schema.ScannerInfo;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.Store;
import io.registrysidecar.store.StoredImage;
import io.registrysidecar.store.jdbc.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A registry, a state directory, and the scanning service between them. */
final class Workbench extends ImageRegistry {

  final QueuedJobs queue = new QueuedJobs();
  volatile Knowledge knowledge = Known.that("1", "openssl");

  private final Path directory;
  private final LayerThreads readers = new LayerThreads(2);
  private final CpuPool matchers = new CpuPool("match-", 2);
  private Store store;
  private ScanService service;

  Workbench(Path directory, boolean referrersApi) throws IOException {
    super(referrersApi);
    this.directory = directory;
    store = SqliteStore.open(directory, time.instant());
    service = open();
  }

  private Workbench(Path directory, Workbench neighbour) throws IOException {
    super(neighbour);
    this.directory = directory;
    store = SqliteStore.open(directory, time.instant());
    service = open();
  }

  /** Another sidecar on the same registry, to be closed before this one. */
  Workbench neighbour(Path elsewhere) throws IOException {
    return new Workbench(elsewhere, this);
  }

  /** Everything that is not on disk is forgotten. */
  void restart() throws IOException {
    store.close();
    store = SqliteStore.open(directory, time.instant());
    service = open();
  }

  private ScanService open() throws IOException {
    return open(parts(), Publishing.unsigned(SubjectLock.inProcess()));
  }

  private ScanService open(ScanParts parts, Publishing publishing) {
    return new ScanService(parts, store, queue, Map.of("main", client), publishing);
  }

  /** From now on results are kept, and not written into the registry. */
  void writeNothing() throws IOException {
    service = open(parts(), new Publishing(SubjectLock.inProcess(), null, Set.of("main")));
  }

  /** A policy with these rules, each a line of YAML. */
  Judge policy(String rules) throws IOException {
    Path file = directory.resolve("policy.yaml");
    Files.writeString(file, "version: 1\nname: test\nrules:\n" + rules);
    return new PolicyFile(file, time);
  }

  /** From now on results are signed, and judged. */
  void sign(ResultSigning signing, Judge judge) throws IOException {
    sign(signing, judge, SignatureLookup.NONE, VexSources.NONE);
  }

  /** The same, and these documents are believed. */
  void sign(ResultSigning signing, Judge judge, VexSources vex) throws IOException {
    sign(signing, judge, SignatureLookup.NONE, vex);
  }

  /** From now on verdicts take signatures into account as well. */
  void sign(ResultSigning signing, Judge judge, SignatureLookup signatures) throws IOException {
    sign(signing, judge, signatures, VexSources.NONE);
  }

  private void sign(ResultSigning signing, Judge judge, SignatureLookup signatures, VexSources vex)
      throws IOException {
    ScanParts plain = parts();
    service =
        open(
            new ScanParts(
                plain.scanner(),
                plain.detectors(),
                plain.layers(),
                readers,
                matchers,
                plain.knowledge(),
                judge,
                signatures,
                time,
                Trust.NOT_CHECKED,
                vex),
            new Publishing(SubjectLock.inProcess(), signing));
  }

  ScanParts parts() throws IOException {
    return new ScanParts(
        new ScannerInfo("registry-sidecar", "test"),
        Detectors.all(),
        LayerContext.of(new ScratchSpace(directory.resolve("scratch"), 1 << 30)),
        readers,
        matchers,
        () -> knowledge,
        time);
  }

  ScanService service() {
    return service;
  }

  Store store() {
    return store;
  }

  Outcome scan(Digest manifest) throws InterruptedException {
    return scan(new ManifestKey.ByDigest(manifest), Priority.PUSH);
  }

  Outcome scan(ManifestKey manifest, Priority priority) throws InterruptedException {
    return run(
        new Job(
            ScanService.SCAN, "main", REPOSITORY, manifest, service.generation(), priority, ""));
  }

  Outcome run(Job job) throws InterruptedException {
    return Objects.requireNonNull(service.handlers().get(job.kind())).run(job);
  }

  /** Runs what is queued, and what that queues, once each. */
  List<Outcome> runQueue() throws InterruptedException {
    List<Outcome> outcomes = new ArrayList<>();
    for (Job job : queue.take()) {
      outcomes.add(run(job));
    }
    return outcomes;
  }

  Optional<StoredImage> stored(Digest manifest) {
    return store.images().find(new ImageKey("main", REPOSITORY, manifest));
  }

  @Override
  public void close() {
    readers.close();
    matchers.close();
    store.close();
    super.close();
  }
}
