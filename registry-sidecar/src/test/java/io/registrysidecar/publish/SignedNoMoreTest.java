package io.registrysidecar.publish;

import static io.registrysidecar.publish.Results.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.publish.TinyRegistry.Kind;
import io.registrysidecar.schema.MediaTypes;
import io.registrysidecar.sign.key.KeyRole;
import io.registrysidecar.testing.SigningKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of attestations of ours when the operator has them signed no more. */
@ParameterizedClass
@EnumSource(Kind.class)
class SignedNoMoreTest {

  private final Kind kind;
  private ResultBench bench;
  private Subject image;

  SignedNoMoreTest(Kind kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    bench = new ResultBench(kind, folder);
    image = bench.registry.image("a");
  }

  /** Also when the state is lost, so that nothing but their signature tells that they are ours. */
  @ParameterizedTest
  @EnumSource(names = {"BUNDLE", "LEGACY", "BOTH"})
  void theyAreTakenBackOnceTheUnsignedResultIsThere(SigningFormat before) throws Exception {
    bench.publish(bench.publisher(before), image, "all is well");
    List<String> gaps = new ArrayList<>();
    bench.registry.onEveryStep(step -> {
      if (bench.plain(image).isEmpty()) {
        gaps.add(step);
      }
    });

    PublishOutcome.Published outcome = bench.publish(bench.publisher(SigningFormat.OFF), later());

    assertThat(bench.bundles(image)).isEmpty();
    assertThat(bench.hasLegacyAttestations(image)).isFalse();
    assertThat(bench.plain(image)).hasSize(3);
    assertThat(outcome.leftOut()).isEmpty();
    assertThat(gaps).as("moments at which a reader found no result").isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"BUNDLE", "LEGACY"})
  void thoseOfAnEarlierKeyAreTakenBackAsWell(SigningFormat before) throws Exception {
    bench.publish(bench.publisher(before), image, "all is well");
    bench.keys("ours").rotate(KeyRole.ATTESTATION, true);

    bench.publish(bench.publisher(SigningFormat.OFF), later());

    assertThat(bench.bundles(image)).isEmpty();
    assertThat(bench.hasLegacyAttestations(image)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"BUNDLE", "LEGACY"})
  void thoseOfOthersStay(SigningFormat before) throws Exception {
    var theirs = new ResultSigning(bench.keys("theirs"), before, "other/1", ResultBench.EVENING);
    bench.publish(
        ResultBench.publisher(new MemoryPublicationLog(), theirs), image, "signed by others");
    bench.publish(bench.publisher(before), image, "all is well");

    bench.publish(bench.publisher(SigningFormat.OFF), later());

    if (before == SigningFormat.BUNDLE) {
      assertThat(bench.bundles(image)).hasSize(2);
    } else {
      assertThat(bench.legacy(image))
          .containsExactlyInAnyOrder(ResultBench.VULN, ResultBench.VERDICT);
    }
  }

  @Test
  void aReleaseSignatureStays() throws Exception {
    bench.sign(image);
    bench.publish(bench.publisher(SigningFormat.BOTH), image, "all is well");

    bench.publish(bench.publisher(SigningFormat.OFF), later());

    assertThat(bench.bundles(image)).isEmpty();
    assertThat(bench.hasLegacySignature(image)).isTrue();
  }

  @Test
  void theSignaturesOfWhatIsReplacedGoWithIt() throws Exception {
    var log = new MemoryPublicationLog();
    bench.publish(
        ResultBench.publisher(log, bench.signing(SigningFormat.BUNDLE)), image, "all is well");
    Descriptor report =
        bench.plain(image).stream()
            .filter(each -> MediaTypes.REPORT.equals(each.artifactType()))
            .findFirst()
            .orElseThrow();
    Digest signature = bench.signatures(image, report).getFirst().digest();

    bench.publish(ResultBench.publisher(log, bench.signing(SigningFormat.OFF)), later());

    assertThat(bench.registry.artifacts()).doesNotContain(report.digest(), signature);
  }

  @Test
  void withoutAnyKeyTheyStayAndThatIsSaid() throws Exception {
    bench.publish(bench.publisher(SigningFormat.BUNDLE), image, "all is well");
    var signing =
        new ResultSigning(bench.keys("none yet"), SigningFormat.OFF, "test/1", ResultBench.EVENING);

    PublishOutcome.Published outcome =
        bench.publish(ResultBench.publisher(new MemoryPublicationLog(), signing), later());

    assertThat(bench.bundles(image)).hasSize(2);
    assertThat(outcome.leftOut())
        .singleElement()
        .asString()
        .contains("the removal of 2 earlier attestations", "there is no key for scan results");
  }

  @Test
  void noKeyIsMade(@TempDir Path folder) throws Exception {
    Path ring = folder.resolve("ring");
    var signing =
        new ResultSigning(
            SigningKeys.in(ring, ResultBench.EVENING),
            SigningFormat.OFF,
            "test/1",
            ResultBench.EVENING);

    bench.publish(ResultBench.publisher(new MemoryPublicationLog(), signing), image, "all is well");

    assertThat(Files.exists(ring)).isFalse();
  }

  private Results later() {
    return Results.of(image).saying("not at all").at(NOON.plusSeconds(60));
  }
}
