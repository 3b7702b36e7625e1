package io.registrysidecar.e2e;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.DistributionClients;
import io.registrysidecar.oci.client.ReferrersOutcome;
import io.registrysidecar.oci.client.RegistryAccess;
import io.registrysidecar.oci.client.SubjectLock;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One process of the concurrency test: attaches artifacts to one subject from many threads at once,
 * and then once looks again at what the client says is to be verified later.
 */
final class AttachWriter {

  static final String TYPE = "application/vnd.example.concurrent";

  private final DistributionClient client;
  private final RepositoryName repository;
  private final Descriptor subject;
  private final Queue<Descriptor> unsure = new ConcurrentLinkedQueue<>();

  private AttachWriter(DistributionClient client, RepositoryName repository, Descriptor subject) {
    this.client = client;
    this.repository = repository;
    this.subject = subject;
  }

  /** Arguments: registry URL, repository, subject digest, prefix of the names, how many. */
  public static void main(String[] arguments) throws Exception {
    Vertx vertx = Vertx.vertx();
    DistributionClients clients = new DistributionClients(vertx, "e2e", SubjectLock.inProcess());
    try (DistributionClient client = clients.open(RegistryAccess.of(URI.create(arguments[0])))) {
      RepositoryName repository = RepositoryName.parse(arguments[1]);
      Descriptor subject =
          client
              .manifest(repository, new ManifestKey.ByDigest(Digest.parse(arguments[2])))
              .orElseThrow()
              .self();
      AttachWriter writer = new AttachWriter(client, repository, subject);
      writer.attachAll(arguments[3], Integer.parseInt(arguments[4]));
      writer.lookAgain();
    } finally {
      vertx.close().await();
    }
  }

  private void attachAll(String prefix, int count) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String name = prefix + i;
        all.add(
            threads.submit(() -> {
              attach(name);
              return null;
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  private void lookAgain() throws Exception {
    for (Descriptor entry : unsure) {
      client.changeReferrers(repository, subject.digest(), List.of(entry), List.of());
    }
  }

  private void attach(String name) throws Exception {
    byte[] content = name.getBytes(StandardCharsets.UTF_8);
    byte[] empty = "{}".getBytes(StandardCharsets.UTF_8);
    byte[] manifest =
        """
        {"schemaVersion":2,"mediaType":"%s","artifactType":"%s","config":{"mediaType":"%s","digest":"%s","size":2},\
        "layers":[{"mediaType":"%s","digest":"%s","size":%d}],"subject":{"mediaType":"%s","digest":"%s","size":%d},\
        "annotations":{"writer":"%s"}}\
        """
            .formatted(
                OciMediaTypes.IMAGE_MANIFEST,
                TYPE,
                OciMediaTypes.EMPTY,
                Digest.sha256(empty),
                TYPE,
                Digest.sha256(content),
                content.length,
                subject.mediaType(),
                subject.digest(),
                subject.size(),
                name)
            .getBytes(StandardCharsets.UTF_8);
    Digest digest = Digest.sha256(manifest);
    client.pushBlob(repository, empty);
    client.pushBlob(repository, content);
    client.pushManifest(
        repository, new ManifestKey.ByDigest(digest), OciMediaTypes.IMAGE_MANIFEST, manifest);
    Descriptor entry =
        new Descriptor(
            OciMediaTypes.IMAGE_MANIFEST,
            digest,
            manifest.length,
            TYPE,
            Map.of("writer", name),
            null,
            Map.of());
    ReferrersOutcome outcome =
        client.changeReferrers(repository, subject.digest(), List.of(entry), List.of());
    if (outcome.where() != ReferrersOutcome.Where.NATIVE) {
      unsure.add(entry);
    }
  }
}
