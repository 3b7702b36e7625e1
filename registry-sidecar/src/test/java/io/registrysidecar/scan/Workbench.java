package io.registrysidecar.scan;

import io.registrysidecar.audit.Trust;
import io.registrysidecar.demo.InMemoryRegistry;
import io.registrysidecar.demo.RegistryOptions;
import io.registrysidecar.demo.RegistryRequest;
import io.registrysidecar.image.LayerContext;
import io.registrysidecar.image.ScratchSpace;
import io.registrysidecar.inventory.Detectors;
import io.registrysidecar.job.Job;
import io.registrysidecar.job.JobQueue;
import io.registrysidecar.job.Outcome;
import io.registrysidecar.job.Priority;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.DistributionClients;
import io.registrysidecar.oci.client.RegistryAccess;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.oci.client.SubjectLock;
import io.registrysidecar.policy.Judge;
import io.registrysidecar.policy.PolicyFile;
import io.registrysidecar.publish.PublishedImage;
import io.registrysidecar.publish.PublishedResults;
import io.registrysidecar.publish.ResultSigning;
import io.registrysidecar.schema.MediaTypes;
import io.registrysidecar.schema.Report;
import io.registrysidecar.schema.ScannerInfo;
import io.registrysidecar.sign.dsse.Statement;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.Store;
import io.registrysidecar.store.StoredImage;
import io.registrysidecar.store.jdbc.SqliteStore;
import io.registrysidecar.testing.ImageBuilder;
import io.registrysidecar.testing.SigningKeys;
import io.registrysidecar.testing.TestImage;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A registry, a state directory, and the scanning service between them. */
final class Workbench implements AutoCloseable {

  static final RepositoryName REPOSITORY = new RepositoryName("team/app");

  /** What results without signatures are, as {@link #referrers} lists them. */
  static final List<String> RESULTS =
      List.of(MediaTypes.SARIF, MediaTypes.CYCLONEDX, MediaTypes.REPORT);

  final Traffic traffic = new Traffic();
  final Queue queue = new Queue();
  final Time time = new Time();
  volatile Knowledge knowledge = Known.that("1", "openssl");

  private final Path directory;
  private final Vertx vertx = Vertx.vertx();
  private final InMemoryRegistry registry;
  private final boolean ownsRegistry;
  private final LayerThreads readers = new LayerThreads(2);
  private final CpuPool matchers = new CpuPool("match-", 2);
  final DistributionClient client;
  private Store store;
  private ScanService service;

  Workbench(Path directory, boolean referrersApi) throws IOException {
    this.directory = directory;
    registry =
        InMemoryRegistry.start(
            vertx, RegistryOptions.DEFAULT.withReferrersApi(referrersApi).with(traffic));
    client = client(vertx, registry);
    ownsRegistry = true;
    store = SqliteStore.open(directory, time.instant());
    service = open();
  }

  private Workbench(Path directory, Workbench neighbour) throws IOException {
    this.directory = directory;
    registry = neighbour.registry;
    client = client(vertx, registry);
    ownsRegistry = false;
    store = SqliteStore.open(directory, time.instant());
    service = open();
  }

  /** Another sidecar on the same registry, to be closed before this one. */
  Workbench neighbour(Path elsewhere) throws IOException {
    return new Workbench(elsewhere, this);
  }

  private static DistributionClient client(Vertx vertx, InMemoryRegistry registry)
      throws IOException {
    return new DistributionClients(vertx, "test", SubjectLock.inProcess())
        .open(RegistryAccess.of(registry.url()));
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

  Digest push(TestImage image, String tag) throws RegistryException {
    pushByDigest(image);
    return client.pushManifest(
        REPOSITORY, new ManifestKey.Tag(tag), image.self().mediaType(), image.manifest());
  }

  Digest pushByDigest(TestImage image) throws RegistryException {
    for (byte[] blob : image.blobs().values()) {
      client.pushBlob(REPOSITORY, blob);
    }
    return client.pushManifest(
        REPOSITORY,
        new ManifestKey.ByDigest(image.self().digest()),
        image.self().mediaType(),
        image.manifest());
  }

  /** Pushes an index of images for amd64, arm64 and so on, with an attestation between them. */
  Digest pushIndex(String tag, TestImage... images) throws RegistryException {
    List<String> architectures = List.of("amd64", "arm64", "riscv64");
    List<String> entries =
        IntStream.range(0, images.length)
            .mapToObj(i -> entry(images[i].self(), "linux", architectures.get(i)))
            .collect(Collectors.toCollection(ArrayList::new));
    entries.add(1, entry(images[0].self(), "unknown", "unknown"));
    for (TestImage image : Arrays.asList(images)) {
      pushByDigest(image);
    }
    byte[] index =
        "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
            .formatted(OciMediaTypes.IMAGE_INDEX, String.join(",", entries))
            .getBytes(StandardCharsets.UTF_8);
    return client.pushManifest(
        REPOSITORY, new ManifestKey.Tag(tag), OciMediaTypes.IMAGE_INDEX, index);
  }

  private static String entry(Descriptor image, String os, String architecture) {
    String json = ImageBuilder.json(image);
    return json.substring(0, json.length() - 1)
        + ",\"platform\":{\"os\":\"%s\",\"architecture\":\"%s\"}}".formatted(os, architecture);
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

  /** The artifact types among the referrers, sorted. */
  List<String> referrers(Digest manifest) throws RegistryException {
    return client.referrers(REPOSITORY, manifest, null).stream()
        .map(referrer -> String.valueOf(referrer.artifactType()))
        .sorted()
        .toList();
  }

  /** The digests of the report's referrers. */
  List<Digest> reportDigests(Digest manifest) throws RegistryException {
    return client.referrers(REPOSITORY, manifest, MediaTypes.REPORT).stream()
        .map(Descriptor::digest)
        .toList();
  }

  /** What a bundle among the referrers of an image says, if that key has signed it. */
  Statement statement(Digest image, Descriptor bundle, PublicKey key) throws Exception {
    var manifest =
        (Manifest.Image)
            client.manifest(REPOSITORY, new ManifestKey.ByDigest(bundle.digest())).orElseThrow();
    Descriptor layer = manifest.layers().getFirst();
    byte[] content = client.blob(REPOSITORY, layer).readAllBytes();
    return SigningKeys.trusting("ours", key, time)
        .bundle(layer, content, image)
        .statement()
        .orElseThrow();
  }

  Report report(Digest manifest) throws RegistryException {
    PublishedImage image =
        PublishedResults.read(client, REPOSITORY, new ManifestKey.ByDigest(manifest)).orElseThrow();
    return Objects.requireNonNull(image.report());
  }

  /** Deletes a manifest without a request of ours; may be called while the registry answers one. */
  void deleteInside(Digest manifest) {
    var _ =
        registry.answer(
            new RegistryRequest(
                "DELETE",
                "/v2/" + REPOSITORY + "/manifests/" + manifest,
                Map.of(),
                Map.of(),
                new byte[0],
                "elsewhere"));
  }

  /** Writes an empty list of referrers, as a program does that had read it before us. */
  void emptyFallbackTag(Digest subject) throws RegistryException {
    byte[] empty =
        "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[]}"
            .formatted(OciMediaTypes.IMAGE_INDEX)
            .getBytes(StandardCharsets.UTF_8);
    client.pushManifest(
        REPOSITORY,
        new ManifestKey.Tag(subject.toString().replace(':', '-')),
        OciMediaTypes.IMAGE_INDEX,
        empty);
  }

  Optional<StoredImage> stored(Digest manifest) {
    return store.images().find(new ImageKey("main", REPOSITORY, manifest));
  }

  @Override
  public void close() {
    readers.close();
    matchers.close();
    store.close();
    client.close();
    if (ownsRegistry) {
      registry.close();
    }
    vertx.close().await();
  }

  /** Remembers what is queued. */
  static final class Queue implements JobQueue {
    private final List<Job> jobs = new CopyOnWriteArrayList<>();

    @Override
    public int enqueueAll(List<Job> wished) {
      jobs.addAll(wished);
      return wished.size();
    }

    @Override
    public boolean enqueueLater(Job job, Instant due) {
      return jobs.add(job);
    }

    @Override
    public int dropAll(String registry, RepositoryName repository, ManifestKey reference) {
      int before = jobs.size();
      jobs.removeIf(job -> job.reference().equals(reference));
      return before - jobs.size();
    }

    List<Job> take() {
      List<Job> taken = List.copyOf(jobs);
      jobs.clear();
      return taken;
    }
  }

  /** Stands still until it is moved. */
  static final class Time extends Clock {
    private volatile Instant now = Instant.parse("2026-01-01T12:00:00Z");

    void pass(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
