package io.registrysidecar.publish;

import static io.registrysidecar.publish.Results.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.ArtifactManifest;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.oci.client.SubjectLock;
import io.registrysidecar.publish.TinyRegistry.Kind;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.dsse.Envelope;
import io.registrysidecar.sign.key.KeyRing;
import io.registrysidecar.sign.key.KeyRole;
import io.registrysidecar.sign.notary.NotaryManifest;
import io.registrysidecar.sign.sigstore.Attested;
import io.registrysidecar.sign.sigstore.LegacyAttestation;
import io.registrysidecar.sign.sigstore.LegacyManifest;
import io.registrysidecar.sign.sigstore.LegacySignature;
import io.registrysidecar.testing.SigningKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A registry, publishers of signed results, and what they have written. */
final class ResultBench {

  static final Clock EVENING = Clock.fixed(NOON.plus(Duration.ofHours(6)), ZoneOffset.UTC);
  static final String VULN = "https://cosign.sigstore.dev/attestation/vuln/v1";
  static final String VERDICT = "https://slsa.dev/verification_summary/v1";

  final TinyRegistry registry;
  private final Path folder;

  ResultBench(Kind kind, Path folder) {
    this.registry = new TinyRegistry(kind);
    this.folder = folder;
  }

  KeyRing keys(String name) {
    return SigningKeys.in(folder.resolve(name), EVENING);
  }

  ResultSigning signing(SigningFormat format) {
    return new ResultSigning(keys("ours"), format, "test/1", EVENING);
  }

  ResultPublisher publisher(SigningFormat format) {
    return publisher(new MemoryPublicationLog(), signing(format));
  }

  static ResultPublisher publisher(PublicationLog log, ResultSigning signing) {
    return new ResultPublisher(
        new Publisher(
            log, Ownership.bySignature(signing, EVENING), SubjectLock.inProcess(), EVENING),
        signing,
        EVENING);
  }

  PublishOutcome.Published publish(ResultPublisher publisher, Subject image, String says)
      throws Exception {
    return publish(publisher, Results.of(image).saying(says));
  }

  PublishOutcome.Published publish(ResultPublisher publisher, Results results) throws Exception {
    return publish(publisher, results, Map.of());
  }

  /** Where attestations of these types say something of their own. */
  PublishOutcome.Published publishSaying(
      ResultPublisher publisher, Subject image, Map<String, String> own) throws Exception {
    return publish(publisher, Results.of(image), own);
  }

  private PublishOutcome.Published publish(
      ResultPublisher publisher, Results results, Map<String, String> own) throws Exception {
    List<Attestation> attestations =
        Stream.of(VULN, VERDICT)
            .map(type -> attestation(type, results, own.getOrDefault(type, results.statement())))
            .toList();
    return (PublishOutcome.Published)
        publisher.publish(
            registry,
            results.subject(),
            "registry.test:5000/team/app",
            inputs(results),
            results.artifacts(),
            standing -> attestations.stream());
  }

  static Digest inputs(Results results) {
    return Digest.sha256(
        (results.statement() + results.startedAt()).getBytes(StandardCharsets.UTF_8));
  }

  private static Attestation attestation(String type, Results results, String says) {
    ObjectNode predicate = JsonNodeFactory.instance.objectNode().put("says", says);
    predicate.put("at", results.startedAt().toString());
    return new Attestation(
        type, predicate, Digest.sha256(says.getBytes(StandardCharsets.UTF_8)), results.startedAt());
  }

  ResultSigning foreign() {
    return new ResultSigning(keys("theirs"), SigningFormat.BUNDLE, "other/1", EVENING);
  }

  /** What cosign leaves when it signs in the old form, as far as anybody looks here. */
  void sign(Subject image) throws Exception {
    var layer =
        LegacySignature.of(
            keys("release").signer(KeyRole.RELEASE),
            "registry.test:5000/team/app",
            image.manifest().digest());
    registry.pushBlob(TinyRegistry.REPOSITORY, layer.content());
    registry.pushManifest(
        TinyRegistry.REPOSITORY,
        new ManifestKey.Tag(LegacySignature.tag(image.manifest().digest())),
        OciMediaTypes.IMAGE_MANIFEST,
        LegacyManifest.EMPTY.with(layer.descriptor()).toBytes());
  }

  /** Somebody attaches the same bundle once more, with annotations of his own. */
  void replay(Subject image, Descriptor bundle, Instant created) throws Exception {
    var layer = image(bundle).layers().getFirst();
    var annotations = new HashMap<>(bundle.annotations());
    annotations.put("org.opencontainers.image.created", created.toString());
    annotations.put(
        "io.registrysidecar.content",
        Digest.sha256("not at all".getBytes(StandardCharsets.UTF_8)).toString());
    var manifest =
        new ArtifactManifest(
            Objects.requireNonNull(bundle.artifactType()),
            List.of(layer),
            image.manifest(),
            annotations);
    registry.pushManifest(
        TinyRegistry.REPOSITORY,
        new ManifestKey.ByDigest(manifest.descriptor().digest()),
        OciMediaTypes.IMAGE_MANIFEST,
        manifest.toBytes());
    registry.changeReferrers(
        TinyRegistry.REPOSITORY,
        image.manifest().digest(),
        List.of(manifest.descriptor()),
        List.of());
  }

  /** Others attach {@code number} things of theirs. */
  void crowd(Subject image, int number) throws Exception {
    List<Descriptor> others = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      byte[] content = {(byte) i};
      var manifest =
          new ArtifactManifest(
              "application/x-other",
              List.of(Descriptor.of("application/x-other", content)),
              image.manifest(),
              Map.of());
      registry.pushBlob(TinyRegistry.REPOSITORY, content);
      registry.pushManifest(
          TinyRegistry.REPOSITORY,
          new ManifestKey.ByDigest(manifest.descriptor().digest()),
          OciMediaTypes.IMAGE_MANIFEST,
          manifest.toBytes());
      others.add(manifest.descriptor());
    }
    registry.changeReferrers(TinyRegistry.REPOSITORY, image.manifest().digest(), others, List.of());
  }

  /** Publishes what nobody signs. */
  ResultPublisher unsigned() {
    return new ResultPublisher(
        new Publisher(
            new MemoryPublicationLog(), Ownership.byAnnotation(), SubjectLock.inProcess(), EVENING),
        null,
        EVENING);
  }

  List<String> types(Subject image) {
    return registry.listed(image).stream()
        .map(referrer ->
            isBundle(referrer)
                ? referrer.annotations().getOrDefault("dev.sigstore.bundle.predicateType", "")
                : String.valueOf(referrer.artifactType()))
        .toList();
  }

  List<Descriptor> bundles(Subject image) {
    return registry.listed(image).stream().filter(ResultBench::isBundle).toList();
  }

  List<Descriptor> plain(Subject image) {
    return registry.listed(image).stream().filter(referrer -> !isBundle(referrer)).toList();
  }

  private static boolean isBundle(Descriptor referrer) {
    return String.valueOf(referrer.artifactType()).contains("bundle");
  }

  List<Descriptor> signatures(Subject image, Descriptor plain) {
    return registry.listed(new Subject(image.registry(), image.repository(), plain)).stream()
        .filter(each -> NotaryManifest.ARTIFACT_TYPE.equals(each.artifactType()))
        .toList();
  }

  List<String> statements(Subject image) throws Exception {
    List<String> says = new ArrayList<>();
    for (Descriptor bundle : bundles(image)) {
      says.add(verify(image, bundle).statement().orElseThrow().predicate().path("says").asText());
    }
    return says;
  }

  Attested verify(Subject image, Descriptor bundle) throws Exception {
    Descriptor layer = image(bundle).layers().getFirst();
    byte[] content = registry.blob(TinyRegistry.REPOSITORY, layer).readAllBytes();
    return signing(SigningFormat.BUNDLE)
        .attestations()
        .bundle(layer, content, image.manifest().digest());
  }

  private Manifest.Image image(Descriptor referrer) throws Exception {
    return (Manifest.Image)
        registry
            .manifest(TinyRegistry.REPOSITORY, new ManifestKey.ByDigest(referrer.digest()))
            .orElseThrow();
  }

  boolean hasLegacyAttestations(Subject image) throws Exception {
    return registry.manifest(TinyRegistry.REPOSITORY, attestations(image)).isPresent();
  }

  boolean hasLegacySignature(Subject image) {
    return !registry.isMissing(new ManifestKey.Tag(LegacySignature.tag(image.manifest().digest())));
  }

  static ManifestKey.Tag attestations(Subject image) {
    return new ManifestKey.Tag(LegacyAttestation.tag(image.manifest().digest()));
  }

  /** What the layers under the legacy tag are worth, by the keys that count now. */
  List<Verification> legacyVerifications(Subject image) throws Exception {
    List<Verification> verifications = new ArrayList<>();
    for (Descriptor layer : legacyLayers(image)) {
      byte[] content = registry.blob(TinyRegistry.REPOSITORY, layer).readAllBytes();
      verifications.add(
          signing(SigningFormat.LEGACY)
              .attestations()
              .attestation(layer, content, image.manifest().digest())
              .verification());
    }
    return verifications;
  }

  private List<Descriptor> legacyLayers(Subject image) throws Exception {
    return ((Manifest.Image)
            registry.manifest(TinyRegistry.REPOSITORY, attestations(image)).orElseThrow())
        .layers();
  }

  /** The predicate types under the legacy tag. */
  List<String> legacy(Subject image) throws Exception {
    List<Descriptor> layers = legacyLayers(image);
    assertThat(layers).allMatch(layer -> layer.mediaType().equals(Envelope.MEDIA_TYPE));
    return layers.stream()
        .map(layer -> layer.annotations().getOrDefault("predicateType", ""))
        .toList();
  }
}
