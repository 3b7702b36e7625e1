package io.registrysidecar.e2e;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.DistributionClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One process of the concurrency test: attaches artifacts to one subject from many threads at once.
 */
final class AttachWriter {

  private AttachWriter() {}

  /**
   * Attaches {@code count} artifacts named after {@code prefix} to a subject, all at the same time.
   */
  static void attach(
      DistributionClient client, String repository, Descriptor subject, String prefix, int count)
      throws Exception {
    RepositoryName name = RepositoryName.parse(repository);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new java.util.ArrayList<>();
      for (int i = 0; i < count; i++) {
        String content = prefix + i;
        all.add(
            threads.submit(() -> {
              attachOne(client, name, subject, content);
              return null;
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  private static void attachOne(
      DistributionClient client, RepositoryName repository, Descriptor subject, String content)
      throws Exception {
    byte[] blob = content.getBytes(StandardCharsets.UTF_8);
    byte[] empty = "{}".getBytes(StandardCharsets.UTF_8);
    String type = "application/vnd.example.concurrent";
    byte[] manifest =
        """
        {"schemaVersion":2,"mediaType":"%s","artifactType":"%s","config":{"mediaType":"%s","digest":"%s","size":2},\
        "layers":[{"mediaType":"%s","digest":"%s","size":%d}],"subject":{"mediaType":"%s","digest":"%s","size":%d},\
        "annotations":{"writer":"%s"}}\
        """
            .formatted(
                OciMediaTypes.IMAGE_MANIFEST,
                type,
                OciMediaTypes.EMPTY,
                Digest.sha256(empty),
                type,
                Digest.sha256(blob),
                blob.length,
                subject.mediaType(),
                subject.digest(),
                subject.size(),
                content)
            .getBytes(StandardCharsets.UTF_8);
    client.pushBlob(repository, empty);
    client.pushBlob(repository, blob);
    Digest digest = Digest.sha256(manifest);
    client.pushManifest(
        repository, new ManifestKey.ByDigest(digest), OciMediaTypes.IMAGE_MANIFEST, manifest);
    client.changeReferrers(
        repository,
        subject.digest(),
        List.of(
            new Descriptor(
                OciMediaTypes.IMAGE_MANIFEST,
                digest,
                manifest.length,
                type,
                Map.of("writer", content),
                null,
                Map.of())),
        List.of());
  }
}
