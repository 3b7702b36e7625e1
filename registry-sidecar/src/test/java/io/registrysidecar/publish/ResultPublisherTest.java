package io.registrysidecar.publish;

import static io.registrysidecar.publish.Results.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.client.SubjectLock;
import io.registrysidecar.publish.TinyRegistry.Kind;
import io.registrysidecar.schema.MediaTypes;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.key.KeyRing;
import io.registrysidecar.sign.key.KeyRole;
import io.registrysidecar.sign.sigstore.Attested;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is signed of a result, and which of several results stay. */
@ParameterizedClass
@EnumSource(Kind.class)
class ResultPublisherTest {

  private final Kind kind;
  private ResultBench bench;

  ResultPublisherTest(Kind kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open(@TempDir Path folder) {
    bench = new ResultBench(kind, folder);
  }

  @Test
  void everyResultIsSigned() throws Exception {
    Subject image = bench.registry.image("a");

    bench.publish(bench.publisher(SigningFormat.AUTO), image, "all is well");

    assertThat(bench.types(image))
        .containsExactlyInAnyOrder(
            MediaTypes.REPORT,
            MediaTypes.CYCLONEDX,
            MediaTypes.SARIF,
            ResultBench.VULN,
            ResultBench.VERDICT);
    for (Descriptor bundle : bench.bundles(image)) {
      Attested attested = bench.verify(image, bundle);
      assertThat(attested.verification()).isInstanceOf(Verification.Trusted.class);
      assertThat(attested.statement().orElseThrow().predicate().path("says").asText())
          .isEqualTo("all is well");
    }
    for (Descriptor plain : bench.plain(image)) {
      assertThat(bench.signatures(image, plain)).as(plain.artifactType()).hasSize(1);
    }
  }

  @Test
  void whatSaysTheSameIsNeitherSignedNorSentAgain() throws Exception {
    Subject image = bench.registry.image("a");
    ResultPublisher publisher = bench.publisher(SigningFormat.BOTH);
    bench.publish(publisher, image, "all is well");
    List<Digest> before = bench.registry.artifacts();

    PublishOutcome.Published again =
        bench.publish(publisher, Results.of(image).at(NOON.plus(Duration.ofHours(1))));

    assertThat(again.written()).isEmpty();
    assertThat(bench.registry.artifacts()).isEqualTo(before);
  }

  @Test
  void oneLookListsEverythingAgainThatAForeignWriterOverwrote() throws Exception {
    Subject image = bench.registry.image("a");
    ResultPublisher publisher = bench.publisher(SigningFormat.AUTO);
    assertThat(bench.publish(publisher, image, "all is well").fleeting())
        .isEqualTo(kind == Kind.FALLBACK);
    List<Descriptor> before = bench.registry.listed(image);
    Descriptor report = bench.plain(image).getFirst();
    Subject signed = new Subject(image.registry(), image.repository(), report);
    bench.registry.overwriteList(image, List.of());
    bench.registry.overwriteList(signed, List.of());

    publisher.reassert(bench.registry, image);

    assertThat(bench.registry.listed(image)).hasSameElementsAs(before);
    assertThat(bench.signatures(image, report)).hasSize(1);
  }

  @Test
  void whatIsSupersededGoesWithItsSignatures() throws Exception {
    Subject image = bench.registry.image("a");
    ResultPublisher publisher = bench.publisher(SigningFormat.AUTO);
    bench.publish(publisher, image, "all is well");
    bench.publish(publisher, Results.of(image).saying("not at all").at(NOON.plusSeconds(60)));

    assertThat(bench.bundles(image)).hasSize(2);
    assertThat(bench.plain(image)).hasSize(3);
    // five referrers of the image, three signatures of its plain artifacts
    assertThat(bench.registry.artifacts()).hasSize(8);
    assertThat(bench.statements(image)).containsOnly("not at all");
  }

  @Test
  void threat14WhatDoesNotFitBesideOthersIsLeftOutAndTold() throws Exception {
    Subject image = bench.registry.image("a");
    bench.crowd(image, 46);

    PublishOutcome.Published outcome =
        bench.publish(bench.publisher(SigningFormat.BUNDLE), image, "all is well");

    assertThat(bench.registry.listed(image)).hasSize(50);
    assertThat(outcome.leftOut())
        .singleElement()
        .asString()
        .contains(ResultBench.VERDICT, "46 other referrers");
  }

  /** An attestation that nobody would verify does not keep the others from being published. */
  @ParameterizedTest
  @EnumSource(
      value = SigningFormat.class,
      names = {"BUNDLE", "LEGACY", "BOTH"})
  void threat14WhatIsTooLargeToBeVerifiedIsLeftOutAndTold(SigningFormat format) throws Exception {
    Subject image = bench.registry.image("a");
    String large = "x".repeat(Budget.MOST_BYTES * 3 / 4);

    PublishOutcome.Published outcome =
        bench.publishSaying(bench.publisher(format), image, Map.of(ResultBench.VULN, large));

    assertThat(outcome.leftOut())
        .singleElement()
        .asString()
        .contains(ResultBench.VULN, "verifiers refuse more than 10000000");
    assertThat(format == SigningFormat.BUNDLE ? bench.types(image) : bench.legacy(image))
        .contains(ResultBench.VERDICT)
        .doesNotContain(ResultBench.VULN);
    assertThat(bench.types(image)).contains(MediaTypes.REPORT).doesNotContain(ResultBench.VULN);
  }

  @Test
  void threat14WhatIsNotSignedLeavesRoomForOthersAsWell() throws Exception {
    Subject image = bench.registry.image("a");
    bench.crowd(image, 48);
    ResultPublisher publisher = bench.unsigned();

    PublishOutcome.Published outcome = bench.publish(publisher, image, "all is well");

    assertThat(bench.registry.listed(image)).hasSize(50);
    assertThat(outcome.leftOut())
        .singleElement()
        .asString()
        .contains("sarif", "48 other referrers");
    bench.publish(publisher, Results.of(image).saying("not at all").at(NOON.plusSeconds(60)));
    assertThat(bench.registry.listed(image)).as("our own do not count").hasSize(50);
  }

  @Test
  void threat12WhereNothingCanBeDeletedTheNewestResultIsStillThere() throws Exception {
    Subject image = bench.registry.image("a");
    ResultPublisher publisher = bench.publisher(SigningFormat.BUNDLE);
    bench.publish(publisher, image, "all is well");
    bench.registry.refuseDeletes();

    bench.publish(publisher, Results.of(image).saying("not at all").at(NOON.plusSeconds(60)));
    List<Digest> after = bench.registry.artifacts();
    bench.publish(publisher, Results.of(image).saying("not at all").at(NOON.plusSeconds(120)));

    assertThat(bench.statements(image)).contains("not at all");
    assertThat(bench.registry.artifacts()).as("nothing more is piled up").isEqualTo(after);
  }

  @Test
  void threat01ABundleBySomebodyElseThatLooksLikeOursIsNotTouched() throws Exception {
    Subject image = bench.registry.image("a");
    bench.publish(
        ResultBench.publisher(new MemoryPublicationLog(), bench.foreign()), image, "forged");
    List<Digest> forged = bench.bundles(image).stream().map(Descriptor::digest).toList();

    bench.publish(bench.publisher(SigningFormat.BUNDLE), image, "all is well");

    assertThat(bench.bundles(image)).extracting(Descriptor::digest).containsAll(forged).hasSize(4);
  }

  @Test
  void ourOwnResultsAreKnownAgainWhenTheStateIsLost() throws Exception {
    Subject image = bench.registry.image("a");
    bench.publish(bench.publisher(SigningFormat.BUNDLE), image, "all is well");
    List<Digest> before = bench.registry.artifacts();

    assertThat(bench.publish(bench.publisher(SigningFormat.BUNDLE), image, "all is well").written())
        .isEmpty();
    assertThat(bench.registry.artifacts()).isEqualTo(before);

    bench.publish(
        bench.publisher(SigningFormat.BUNDLE),
        Results.of(image).saying("not at all").at(NOON.plusSeconds(60)));
    assertThat(bench.statements(image)).containsOnly("not at all");
    assertThat(bench.bundles(image)).hasSize(2);
  }

  @Test
  void threat02AnOldBundleOfOursUnderNewAnnotationsDoesNotStayInThePlaceOfANewOne()
      throws Exception {
    Subject image = bench.registry.image("a");
    bench.publish(bench.publisher(SigningFormat.BUNDLE), image, "all is well");
    bench.replay(image, bench.bundles(image).getFirst(), NOON.plus(Duration.ofHours(5)));

    bench.publish(
        bench.publisher(SigningFormat.BUNDLE),
        Results.of(image).saying("not at all").at(NOON.plusSeconds(60)));

    assertThat(bench.statements(image)).containsOnly("not at all");
  }

  @Test
  void resultsOfAnEarlierKeyAreReplacedByThoseOfTheCurrentOne() throws Exception {
    Subject image = bench.registry.image("a");
    KeyRing ring = bench.keys("ours");
    var signing = new ResultSigning(ring, SigningFormat.BUNDLE, "test/1", ResultBench.EVENING);
    bench.publish(ResultBench.publisher(new MemoryPublicationLog(), signing), image, "all is well");

    ring.rotate(KeyRole.ATTESTATION, false);
    bench.publish(
        ResultBench.publisher(new MemoryPublicationLog(), signing),
        Results.of(image).saying("not at all").at(NOON.plusSeconds(60)));

    assertThat(bench.bundles(image)).hasSize(2);
    assertThat(bench.statements(image)).containsOnly("not at all");
  }

  @ParameterizedTest
  @EnumSource(names = {"BUNDLE", "LEGACY", "BOTH"})
  void whatSaysTheSameIsSignedAgainWhenTheKeyIsAnother(SigningFormat format) throws Exception {
    Subject image = bench.registry.image("a");
    KeyRing ring = bench.keys("ours");
    var signing = new ResultSigning(ring, format, "test/1", ResultBench.EVENING);
    ResultPublisher publisher = ResultBench.publisher(new MemoryPublicationLog(), signing);
    bench.publish(publisher, image, "all is well");
    var before = bench.registry.listed(image);

    ring.rotate(KeyRole.ATTESTATION, true);
    bench.publish(publisher, Results.of(image).saying("all is well").at(NOON.plusSeconds(60)));

    assertThat(bench.registry.listed(image)).hasSameSizeAs(before);
    for (Descriptor bundle : bench.bundles(image)) {
      assertThat(bench.verify(image, bundle).verification())
          .isInstanceOf(Verification.Trusted.class);
    }
    if (format != SigningFormat.BUNDLE) {
      assertThat(bench.legacyVerifications(image))
          .hasSize(2)
          .allMatch(Verification.Trusted.class::isInstance);
    }
  }

  @Test
  void withoutSignaturesOnlyThePlainArtifactsAreThere() throws Exception {
    Subject image = bench.registry.image("a");
    var plain =
        new ResultPublisher(
            new Publisher(
                new MemoryPublicationLog(),
                Ownership.byAnnotation(),
                SubjectLock.inProcess(),
                ResultBench.EVENING),
            null,
            ResultBench.EVENING);

    bench.publish(plain, image, "all is well");

    assertThat(bench.registry.artifacts()).hasSize(3);
  }

  @Test
  void whatIsWithdrawnLeavesNothingOfOurs() throws Exception {
    Subject image = bench.registry.image("a");
    ResultPublisher publisher = bench.publisher(SigningFormat.BOTH);
    bench.publish(publisher, image, "all is well");

    publisher.withdraw(bench.registry, image);

    assertThat(bench.registry.artifacts()).isEmpty();
    assertThat(bench.registry.manifest(TinyRegistry.REPOSITORY, ResultBench.attestations(image)))
        .isEmpty();
  }
}
