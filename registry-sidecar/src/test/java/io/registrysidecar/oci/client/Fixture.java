package io.registrysidecar.oci.client;

import io.registrysidecar.demo.InMemoryRegistry;
import io.registrysidecar.demo.RegistryOptions;
import io.registrysidecar.oci.ArtifactManifest;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.http.AddressPolicy;
import io.registrysidecar.oci.client.http.Patience;
import io.registrysidecar.oci.client.http.ReadAhead;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** A registry in memory that can misbehave, and a client of it that never really pauses. */
final class Fixture implements AutoCloseable {

  static final RepositoryName REPOSITORY = new RepositoryName("team/app");
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  static final String ARTIFACT_TYPE = "application/vnd.example.scan.v1+json";

  final Vertx vertx = Vertx.vertx();
  final Faults faults = new Faults();
  final ReadAhead readAhead = ReadAhead.usual();
  final List<Duration> pauses = new CopyOnWriteArrayList<>();
  final AtomicLong nanos = new AtomicLong();
  final InMemoryRegistry registry;
  final DistributionClient client;

  private AddressPolicy.Resolver resolver = InetAddress::getAllByName;

  private Fixture(RegistryOptions options, UnaryOperator<RegistryAccess> change) {
    registry = InMemoryRegistry.start(vertx, options.with(faults));
    client = open(change);
  }

  static Fixture start() {
    return start(settings -> settings);
  }

  static Fixture start(UnaryOperator<RegistryAccess> change) {
    return new Fixture(RegistryOptions.DEFAULT, change);
  }

  static Fixture start(RegistryOptions options) {
    return new Fixture(options, settings -> settings);
  }

  /**
   * So little patience that a test of silence is quick; enough for a busy machine to begin an
   * answer.
   */
  static RegistryAccess impatient(RegistryAccess settings) {
    return settings.with(
        new Patience(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMillis(300), 1024));
  }

  /** Makes names lead to other addresses, for clients opened from now on. */
  void resolve(AddressPolicy.Resolver changed) {
    resolver = changed;
  }

  /** Another client of the same registry. */
  DistributionClient open(UnaryOperator<RegistryAccess> change) {
    return open(change, SubjectLock.inProcess());
  }

  DistributionClient open(UnaryOperator<RegistryAccess> change, SubjectLock lock) {
    DistributionClients clients =
        new DistributionClients(
            vertx,
            "test",
            lock,
            readAhead,
            InstantSource.fixed(NOW),
            new Random(1),
            pauses::add,
            nanos::get,
            host -> resolver.resolve(host));
    try {
      return clients.open(change.apply(RegistryAccess.of(registry.url())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Random bytes, pushed as a blob. */
  Blob blob(int size) throws RegistryException {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    client.pushBlob(REPOSITORY, content);
    return new Blob(content, Descriptor.of("application/octet-stream", content));
  }

  /** Everything that a blob's stream gives. */
  byte[] read(Descriptor blob) throws RegistryException, IOException {
    try (InputStream in = client.blob(REPOSITORY, blob)) {
      return in.readAllBytes();
    }
  }

  /** An image, pushed under a tag; gives its descriptor. */
  Descriptor image(String tag) throws RegistryException {
    client.pushBlob(REPOSITORY, ArtifactManifest.emptyBlob());
    byte[] manifest =
        """
        {"schemaVersion":2,"mediaType":"%s","config":{"mediaType":"%s","digest":"%s","size":2},\
        "layers":[],"annotations":{"tag":"%s"}}\
        """
            .formatted(
                OciMediaTypes.IMAGE_MANIFEST,
                OciMediaTypes.IMAGE_CONFIG,
                ArtifactManifest.emptyDescriptor().digest(),
                tag)
            .getBytes(StandardCharsets.UTF_8);
    client.pushManifest(
        REPOSITORY, new ManifestKey.Tag(tag), OciMediaTypes.IMAGE_MANIFEST, manifest);
    return Descriptor.of(OciMediaTypes.IMAGE_MANIFEST, manifest);
  }

  /** An artifact about an image, pushed by digest but listed nowhere; gives its descriptor. */
  Descriptor artifact(DistributionClient by, Descriptor subject, String name)
      throws RegistryException {
    return artifact(by, subject, name, ARTIFACT_TYPE);
  }

  Descriptor artifact(DistributionClient by, Descriptor subject, String name, String type)
      throws RegistryException {
    var artifact =
        new ArtifactManifest(
            type, List.of(), subject, Map.of("name", name, "of", subject.digest().toString()));
    by.pushBlob(REPOSITORY, ArtifactManifest.emptyBlob());
    Digest digest = artifact.descriptor().digest();
    by.pushManifest(
        REPOSITORY,
        new ManifestKey.ByDigest(digest),
        OciMediaTypes.IMAGE_MANIFEST,
        artifact.toBytes());
    return artifact.descriptor();
  }

  @Override
  public void close() {
    client.close();
    registry.close();
    vertx.close().await();
  }

  /** A blob in the registry. */
  @SuppressWarnings("ArrayRecordComponent")
  record Blob(byte[] content, Descriptor descriptor) {}
}
