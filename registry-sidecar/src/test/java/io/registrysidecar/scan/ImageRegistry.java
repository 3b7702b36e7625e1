package io.registrysidecar.scan;

import io.registrysidecar.demo.InMemoryRegistry;
import io.registrysidecar.demo.RegistryOptions;
import io.registrysidecar.demo.RegistryRequest;
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
import io.registrysidecar.publish.PublishedImage;
import io.registrysidecar.publish.PublishedResults;
import io.registrysidecar.schema.MediaTypes;
import io.registrysidecar.schema.Report;
import io.registrysidecar.sign.dsse.Statement;
import io.registrysidecar.testing.ImageBuilder;
import io.registrysidecar.testing.SigningKeys;
import io.registrysidecar.testing.TestImage;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A registry in memory, the images in it, and what is attached to them. */
class ImageRegistry implements AutoCloseable {

  static final RepositoryName REPOSITORY = new RepositoryName("team/app");

  /** What results without signatures are, as {@link #referrers} lists them. */
  static final List<String> RESULTS =
      List.of(MediaTypes.SARIF, MediaTypes.CYCLONEDX, MediaTypes.REPORT);

  final Traffic traffic = new Traffic();
  final StandingClock time = new StandingClock();
  private final Vertx vertx = Vertx.vertx();
  private final InMemoryRegistry registry;
  private final boolean ownsRegistry;
  final DistributionClient client;

  ImageRegistry(boolean referrersApi) throws IOException {
    registry =
        InMemoryRegistry.start(
            vertx, RegistryOptions.DEFAULT.withReferrersApi(referrersApi).with(traffic));
    ownsRegistry = true;
    client = client();
  }

  /** The same registry, seen by somebody else; to be closed before the other. */
  ImageRegistry(ImageRegistry neighbour) throws IOException {
    registry = neighbour.registry;
    ownsRegistry = false;
    client = client();
  }

  private DistributionClient client() throws IOException {
    return new DistributionClients(vertx, "test", SubjectLock.inProcess())
        .open(RegistryAccess.of(registry.url()));
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

  @Override
  public void close() {
    client.close();
    if (ownsRegistry) {
      registry.close();
    }
    vertx.close().await();
  }
}
