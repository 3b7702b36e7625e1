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
import io.registrysidecar.schema.MediaTypes;
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
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Kind.class)
class ResultPublisherTest {

  private static final Clock EVENING = Clock.fixed(NOON.plus(Duration.ofHours(6)), ZoneOffset.UTC);
  private static final String VULN = "https://cosign.sigstore.dev/attestation/vuln/v1";
  private static final String VERDICT = "https://slsa.dev/verification_summary/v1";

  private final TinyRegistry registry;

  @TempDir Path folder;

  ResultPublisherTest(Kind kind) {
    registry = new TinyRegistry(kind);
  }

  private KeyRing keys(String name) {
    return SigningKeys.in(folder.resolve(name), EVENING);
  }

  private ResultSigning signing(SigningFormat format) {
    return new ResultSigning(keys("ours"), format, "test/1", EVENING);
  }

  private ResultPublisher publisher(SigningFormat format) {
    return publisher(new MemoryPublicationLog(), signing(format));
  }

  private static ResultPublisher publisher(PublicationLog log, ResultSigning signing) {
    return new ResultPublisher(
        new Publisher(
            log, Ownership.bySignature(signing, EVENING), SubjectLock.inProcess(), EVENING),
        signing,
        subject -> {},
        EVENING);
  }

  private PublishOutcome.Published publish(ResultPublisher publisher, Subject image, String says)
      throws Exception {
    return publish(publisher, Results.of(image).saying(says));
  }

  private PublishOutcome.Published publish(ResultPublisher publisher, Results results)
      throws Exception {
    List<Attestation> attestations =
        Stream.of(VULN, VERDICT).map(type -> attestation(type, results)).toList();
    return (PublishOutcome.Published)
        publisher.publish(
            registry,
            results.subject(),
            "registry.test:5000/team/app",
            inputs(results),
            results.artifacts(),
            standing -> attestations.stream());
  }

  private static Digest inputs(Results results) {
    return Digest.sha256(
        (results.statement() + results.startedAt()).getBytes(StandardCharsets.UTF_8));
  }

  private static Attestation attestation(String type, Results results) {
    ObjectNode predicate = JsonNodeFactory.instance.objectNode().put("says", results.statement());
    predicate.put("at", results.startedAt().toString());
    return new Attestation(
        type,
        predicate,
        Digest.sha256(results.statement().getBytes(StandardCharsets.UTF_8)),
        results.startedAt());
  }

  @Test
  void everyResultIsSigned() throws Exception {
    Subject image = registry.image("a");

    publish(publisher(SigningFormat.AUTO), image, "all is well");

    assertThat(types(image))
        .containsExactlyInAnyOrder(
            MediaTypes.REPORT, MediaTypes.CYCLONEDX, MediaTypes.SARIF, VULN, VERDICT);
    for (Descriptor bundle : bundles(image)) {
      Attested attested = verify(image, bundle);
      assertThat(attested.verification()).isInstanceOf(Verification.Trusted.class);
      assertThat(attested.statement().orElseThrow().predicate().path("says").asText())
          .isEqualTo("all is well");
    }
    for (Descriptor plain : plain(image)) {
      assertThat(signatures(image, plain)).as(plain.artifactType()).hasSize(1);
    }
  }

  @Test
  void whatSaysTheSameIsNeitherSignedNorSentAgain() throws Exception {
    Subject image = registry.image("a");
    ResultPublisher publisher = publisher(SigningFormat.BOTH);
    publish(publisher, image, "all is well");
    List<Digest> before = registry.artifacts();

    PublishOutcome.Published again =
        publish(publisher, Results.of(image).at(NOON.plus(Duration.ofHours(1))));

    assertThat(again.written()).isEmpty();
    assertThat(registry.artifacts()).isEqualTo(before);
  }

  @Test
  void whatIsPublishedWholeIsSettledUntilSomethingOfItIsGone() throws Exception {
    Results results = Results.of(registry.image("a"));
    ResultPublisher publisher = publisher(SigningFormat.AUTO);
    assertThat(isSettled(publisher, results)).isFalse();

    publish(publisher, results);
    assertThat(isSettled(publisher, results)).isTrue();
    assertThat(isSettled(publisher, results.at(NOON.plusSeconds(60)))).isFalse();

    Digest gone = bundles(results.subject()).getFirst().digest();
    assertThat(registry.delete(TinyRegistry.REPOSITORY, gone)).isTrue();
    assertThat(isSettled(publisher, results)).isFalse();

    publish(publisher, results);
    assertThat(bundles(results.subject())).hasSize(2);
    assertThat(isSettled(publisher, results)).isTrue();
  }

  @Test
  void whatAnotherOfUsAddsOrAStrangerWritesUnsettles() throws Exception {
    Results results = Results.of(registry.image("a"));
    ResultPublisher publisher = publisher(SigningFormat.AUTO);
    publish(publisher, results);

    publish(publisher(new MemoryPublicationLog(), foreign()), results.saying("by others"));
    assertThat(isSettled(publisher, results)).isFalse();

    publish(publisher, results);
    assertThat(isSettled(publisher, results)).isTrue();

    publish(
        publisher(new MemoryPublicationLog(), signing(SigningFormat.AUTO)),
        results.saying("newer").at(NOON.plusSeconds(60)));
    assertThat(isSettled(publisher, results)).isFalse();
  }

  @Test
  void aLegacySignatureUnsettlesAndItsFormIsLookedAtEachTime() throws Exception {
    Results results = Results.of(registry.image("a"));
    ResultPublisher publisher = publisher(SigningFormat.AUTO);
    publish(publisher, results);

    sign(results.subject());
    assertThat(isSettled(publisher, results)).isFalse();

    publish(publisher, results);
    assertThat(legacy(results.subject())).hasSize(2);
    assertThat(isSettled(publisher, results)).isFalse();
  }

  private boolean isSettled(ResultPublisher publisher, Results results) throws Exception {
    return publisher.isSettled(registry, results.subject(), inputs(results));
  }

  @Test
  void whatIsSupersededGoesWithItsSignatures() throws Exception {
    Subject image = registry.image("a");
    ResultPublisher publisher = publisher(SigningFormat.AUTO);
    publish(publisher, image, "all is well");
    publish(publisher, Results.of(image).saying("not at all").at(NOON.plusSeconds(60)));

    assertThat(bundles(image)).hasSize(2);
    assertThat(plain(image)).hasSize(3);
    // five referrers of the image, three signatures of its plain artifacts
    assertThat(registry.artifacts()).hasSize(8);
    assertThat(statements(image)).containsOnly("not at all");
  }

  @Test
  void threat13AnImageWithALegacySignatureGetsNoBundle() throws Exception {
    Subject image = registry.image("a");
    sign(image);

    publish(publisher(SigningFormat.AUTO), image, "all is well");

    assertThat(bundles(image)).isEmpty();
    assertThat(legacy(image)).containsExactlyInAnyOrder(VULN, VERDICT);
  }

  @Test
  void threat13ALaterLegacySignatureTurnsOurBundlesIntoTheLegacyForm() throws Exception {
    Subject image = registry.image("a");
    ResultPublisher publisher = publisher(SigningFormat.AUTO);
    publish(publisher, image, "all is well");
    assertThat(bundles(image)).hasSize(2);

    sign(image);
    List<String> gaps = new ArrayList<>();
    registry.onEveryStep(step -> {
      if (bundles(image).size() < 2 && registry.isMissing(attestations(image))) {
        gaps.add(step);
      }
    });
    publish(publisher, image, "all is well");
    assertThat(gaps).as("moments at which a reader found neither form").isEmpty();

    assertThat(bundles(image)).isEmpty();
    assertThat(legacy(image)).containsExactlyInAnyOrder(VULN, VERDICT);
  }

  @Test
  void whereSomebodyHasABundleNobodyLooksForTheLegacyFormAnyMore() throws Exception {
    Subject image = registry.image("a");
    sign(image);
    publish(publisher(new MemoryPublicationLog(), foreign()), image, "signed by others");

    publish(publisher(SigningFormat.AUTO), image, "all is well");

    assertThat(bundles(image)).hasSize(4);
  }

  @Test
  void attestationsOfOthersUnderTheLegacyTagStay() throws Exception {
    Subject image = registry.image("a");
    var others = new ResultSigning(keys("theirs"), SigningFormat.LEGACY, "other/1", EVENING);
    publish(publisher(new MemoryPublicationLog(), others), image, "theirs");

    ResultPublisher publisher = publisher(SigningFormat.LEGACY);
    publish(publisher, image, "ours");
    publish(publisher, image, "ours, later");

    assertThat(legacy(image)).containsExactlyInAnyOrder(VULN, VERDICT, VULN, VERDICT);
  }

  @Test
  void threat12AnAttestationThatAnotherWriterHasJustOverwrittenIsWrittenAgainBesideHis()
      throws Exception {
    Subject image = registry.image("a");
    var others = new ResultSigning(keys("theirs"), SigningFormat.LEGACY, "other/1", EVENING);
    publish(publisher(new MemoryPublicationLog(), others), image, "theirs");
    Digest his = registry.resolve(TinyRegistry.REPOSITORY, attestations(image)).orElseThrow();
    byte[] asHeReadIt = registry.rawManifest(his);
    AtomicBoolean late = new AtomicBoolean(true);
    registry.onEveryStep(step -> {
      if (step.equals("after manifest")
          && !registry.resolvesTo(attestations(image), his)
          && late.getAndSet(false)) {
        registry.overwrite(attestations(image), asHeReadIt);
      }
    });

    publish(publisher(SigningFormat.LEGACY), image, "ours");

    assertThat(late).isFalse();
    assertThat(legacy(image)).containsExactlyInAnyOrder(VULN, VERDICT, VULN, VERDICT);
  }

  @Test
  void threat12WhereNothingCanBeDeletedTheNewestResultIsStillThere() throws Exception {
    Subject image = registry.image("a");
    ResultPublisher publisher = publisher(SigningFormat.BUNDLE);
    publish(publisher, image, "all is well");
    registry.refuseDeletes();

    publish(publisher, Results.of(image).saying("not at all").at(NOON.plusSeconds(60)));
    List<Digest> after = registry.artifacts();
    publish(publisher, Results.of(image).saying("not at all").at(NOON.plusSeconds(120)));

    assertThat(statements(image)).contains("not at all");
    assertThat(registry.artifacts()).as("nothing more is piled up").isEqualTo(after);
  }

  @Test
  void threat01ABundleBySomebodyElseThatLooksLikeOursIsNotTouched() throws Exception {
    Subject image = registry.image("a");
    publish(publisher(new MemoryPublicationLog(), foreign()), image, "forged");
    List<Digest> forged = bundles(image).stream().map(Descriptor::digest).toList();

    publish(publisher(SigningFormat.BUNDLE), image, "all is well");

    assertThat(bundles(image)).extracting(Descriptor::digest).containsAll(forged).hasSize(4);
  }

  @Test
  void ourOwnResultsAreKnownAgainWhenTheStateIsLost() throws Exception {
    Subject image = registry.image("a");
    publish(publisher(SigningFormat.BUNDLE), image, "all is well");
    List<Digest> before = registry.artifacts();

    assertThat(publish(publisher(SigningFormat.BUNDLE), image, "all is well").written()).isEmpty();
    assertThat(registry.artifacts()).isEqualTo(before);

    publish(
        publisher(SigningFormat.BUNDLE),
        Results.of(image).saying("not at all").at(NOON.plusSeconds(60)));
    assertThat(statements(image)).containsOnly("not at all");
    assertThat(bundles(image)).hasSize(2);
  }

  @Test
  void threat02AnOldBundleOfOursUnderNewAnnotationsDoesNotStayInThePlaceOfANewOne()
      throws Exception {
    Subject image = registry.image("a");
    publish(publisher(SigningFormat.BUNDLE), image, "all is well");
    replay(image, bundles(image).getFirst(), NOON.plus(Duration.ofHours(5)));

    publish(
        publisher(SigningFormat.BUNDLE),
        Results.of(image).saying("not at all").at(NOON.plusSeconds(60)));

    assertThat(statements(image)).containsOnly("not at all");
  }

  @Test
  void resultsOfAnEarlierKeyAreReplacedByThoseOfTheCurrentOne() throws Exception {
    Subject image = registry.image("a");
    KeyRing ring = keys("ours");
    var signing = new ResultSigning(ring, SigningFormat.BUNDLE, "test/1", EVENING);
    publish(publisher(new MemoryPublicationLog(), signing), image, "all is well");

    ring.rotate(KeyRole.ATTESTATION, false);
    publish(
        publisher(new MemoryPublicationLog(), signing),
        Results.of(image).saying("not at all").at(NOON.plusSeconds(60)));

    assertThat(bundles(image)).hasSize(2);
    assertThat(statements(image)).containsOnly("not at all");
  }

  @Test
  void withoutSignaturesOnlyThePlainArtifactsAreThere() throws Exception {
    Subject image = registry.image("a");
    var plain =
        new ResultPublisher(
            new Publisher(
                new MemoryPublicationLog(),
                Ownership.byAnnotation(),
                SubjectLock.inProcess(),
                EVENING),
            null,
            subject -> {},
            EVENING);

    publish(plain, image, "all is well");

    assertThat(registry.artifacts()).hasSize(3);
  }

  @Test
  void whatIsWithdrawnLeavesNothingOfOurs() throws Exception {
    Subject image = registry.image("a");
    ResultPublisher publisher = publisher(SigningFormat.BOTH);
    publish(publisher, image, "all is well");

    publisher.withdraw(registry, image);

    assertThat(registry.artifacts()).isEmpty();
    assertThat(registry.manifest(TinyRegistry.REPOSITORY, attestations(image))).isEmpty();
  }

  private ResultSigning foreign() {
    return new ResultSigning(keys("theirs"), SigningFormat.BUNDLE, "other/1", EVENING);
  }

  /** What cosign leaves when it signs in the old form, as far as anybody looks here. */
  private void sign(Subject image) throws Exception {
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
  private void replay(Subject image, Descriptor bundle, Instant created) throws Exception {
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

  private List<String> types(Subject image) {
    return registry.listed(image).stream()
        .map(referrer ->
            isBundle(referrer)
                ? referrer.annotations().getOrDefault("dev.sigstore.bundle.predicateType", "")
                : String.valueOf(referrer.artifactType()))
        .toList();
  }

  private List<Descriptor> bundles(Subject image) {
    return registry.listed(image).stream().filter(ResultPublisherTest::isBundle).toList();
  }

  private List<Descriptor> plain(Subject image) {
    return registry.listed(image).stream().filter(referrer -> !isBundle(referrer)).toList();
  }

  private static boolean isBundle(Descriptor referrer) {
    return String.valueOf(referrer.artifactType()).contains("bundle");
  }

  private List<Descriptor> signatures(Subject image, Descriptor plain) {
    return registry.listed(new Subject(image.registry(), image.repository(), plain)).stream()
        .filter(each -> NotaryManifest.ARTIFACT_TYPE.equals(each.artifactType()))
        .toList();
  }

  private List<String> statements(Subject image) throws Exception {
    List<String> says = new ArrayList<>();
    for (Descriptor bundle : bundles(image)) {
      says.add(verify(image, bundle).statement().orElseThrow().predicate().path("says").asText());
    }
    return says;
  }

  private Attested verify(Subject image, Descriptor bundle) throws Exception {
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

  private static ManifestKey.Tag attestations(Subject image) {
    return new ManifestKey.Tag(LegacyAttestation.tag(image.manifest().digest()));
  }

  /** The predicate types under the legacy tag. */
  private List<String> legacy(Subject image) throws Exception {
    Manifest.Image manifest =
        (Manifest.Image)
            registry.manifest(TinyRegistry.REPOSITORY, attestations(image)).orElseThrow();
    assertThat(manifest.layers()).allMatch(layer -> layer.mediaType().equals(Envelope.MEDIA_TYPE));
    return manifest.layers().stream()
        .map(layer -> layer.annotations().getOrDefault("predicateType", ""))
        .toList();
  }
}
