package io.registrysidecar.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.publish.TinyRegistry.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** In which form results are signed where an image carries a signature in cosign's old form. */
@ParameterizedClass
@EnumSource(Kind.class)
class LegacyFormTest {

  private final Kind kind;
  private ResultBench bench;

  LegacyFormTest(Kind kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open(@TempDir Path folder) {
    bench = new ResultBench(kind, folder);
  }

  @Test
  void threat13AnImageWithALegacySignatureGetsNoBundle() throws Exception {
    Subject image = bench.registry.image("a");
    bench.sign(image);

    bench.publish(bench.publisher(SigningFormat.AUTO), image, "all is well");

    assertThat(bench.bundles(image)).isEmpty();
    assertThat(bench.legacy(image))
        .containsExactlyInAnyOrder(ResultBench.VULN, ResultBench.VERDICT);
  }

  @Test
  void threat13ALaterLegacySignatureTurnsOurBundlesIntoTheLegacyForm() throws Exception {
    Subject image = bench.registry.image("a");
    ResultPublisher publisher = bench.publisher(SigningFormat.AUTO);
    bench.publish(publisher, image, "all is well");
    assertThat(bench.bundles(image)).hasSize(2);

    bench.sign(image);
    List<String> gaps = new ArrayList<>();
    bench.registry.onEveryStep(step -> {
      if (bench.bundles(image).size() < 2
          && bench.registry.isMissing(ResultBench.attestations(image))) {
        gaps.add(step);
      }
    });
    bench.publish(publisher, image, "all is well");
    assertThat(gaps).as("moments at which a reader found neither form").isEmpty();

    assertThat(bench.bundles(image)).isEmpty();
    assertThat(bench.legacy(image))
        .containsExactlyInAnyOrder(ResultBench.VULN, ResultBench.VERDICT);
  }

  @Test
  void whereSomebodyHasABundleNobodyLooksForTheLegacyFormAnyMore() throws Exception {
    Subject image = bench.registry.image("a");
    bench.sign(image);
    bench.publish(
        ResultBench.publisher(new MemoryPublicationLog(), bench.foreign()),
        image,
        "signed by others");

    bench.publish(bench.publisher(SigningFormat.AUTO), image, "all is well");

    assertThat(bench.bundles(image)).hasSize(4);
  }

  @Test
  void attestationsOfOthersUnderTheLegacyTagStay() throws Exception {
    Subject image = bench.registry.image("a");
    var others =
        new ResultSigning(
            bench.keys("theirs"), SigningFormat.LEGACY, "other/1", ResultBench.EVENING);
    bench.publish(ResultBench.publisher(new MemoryPublicationLog(), others), image, "theirs");

    ResultPublisher publisher = bench.publisher(SigningFormat.LEGACY);
    bench.publish(publisher, image, "ours");
    bench.publish(publisher, image, "ours, later");

    assertThat(bench.legacy(image))
        .containsExactlyInAnyOrder(
            ResultBench.VULN, ResultBench.VERDICT, ResultBench.VULN, ResultBench.VERDICT);
  }

  @Test
  void threat12AnAttestationThatAnotherWriterHasJustOverwrittenIsWrittenAgainBesideHis()
      throws Exception {
    Subject image = bench.registry.image("a");
    var others =
        new ResultSigning(
            bench.keys("theirs"), SigningFormat.LEGACY, "other/1", ResultBench.EVENING);
    bench.publish(ResultBench.publisher(new MemoryPublicationLog(), others), image, "theirs");
    Digest his =
        bench
            .registry
            .resolve(TinyRegistry.REPOSITORY, ResultBench.attestations(image))
            .orElseThrow();
    byte[] asHeReadIt = bench.registry.rawManifest(his);
    AtomicBoolean late = new AtomicBoolean(true);
    bench.registry.onEveryStep(step -> {
      if (step.equals("after manifest")
          && !bench.registry.resolvesTo(ResultBench.attestations(image), his)
          && late.getAndSet(false)) {
        bench.registry.overwrite(ResultBench.attestations(image), asHeReadIt);
      }
    });

    bench.publish(bench.publisher(SigningFormat.LEGACY), image, "ours");

    assertThat(late).isFalse();
    assertThat(bench.legacy(image))
        .containsExactlyInAnyOrder(
            ResultBench.VULN, ResultBench.VERDICT, ResultBench.VULN, ResultBench.VERDICT);
  }
}
