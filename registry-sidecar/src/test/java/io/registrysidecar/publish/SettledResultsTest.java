package io.registrysidecar.publish;

import static io.registrysidecar.publish.Results.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.publish.TinyRegistry.Kind;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether a publication is known to be whole, so that nobody has to look. */
@ParameterizedClass
@EnumSource(Kind.class)
class SettledResultsTest {

  private final Kind kind;
  private ResultBench bench;

  SettledResultsTest(Kind kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open(@TempDir Path folder) {
    bench = new ResultBench(kind, folder);
  }

  @Test
  void whatIsPublishedWholeIsSettledUntilSomethingOfItIsGone() throws Exception {
    Results results = Results.of(bench.registry.image("a"));
    ResultPublisher publisher = bench.publisher(SigningFormat.AUTO);
    assertThat(isSettled(publisher, results)).isFalse();

    bench.publish(publisher, results);
    assertThat(isSettled(publisher, results)).isTrue();
    assertThat(isSettled(publisher, results.at(NOON.plusSeconds(60)))).isFalse();

    Digest gone = bench.bundles(results.subject()).getFirst().digest();
    assertThat(bench.registry.delete(TinyRegistry.REPOSITORY, gone)).isTrue();
    assertThat(isSettled(publisher, results)).isFalse();

    bench.publish(publisher, results);
    assertThat(bench.bundles(results.subject())).hasSize(2);
    assertThat(isSettled(publisher, results)).isTrue();
  }

  @Test
  void whatAnotherOfUsAddsOrAStrangerWritesUnsettles() throws Exception {
    Results results = Results.of(bench.registry.image("a"));
    ResultPublisher publisher = bench.publisher(SigningFormat.AUTO);
    bench.publish(publisher, results);

    bench.publish(
        ResultBench.publisher(new MemoryPublicationLog(), bench.foreign()),
        results.saying("by others"));
    assertThat(isSettled(publisher, results)).isFalse();

    bench.publish(publisher, results);
    assertThat(isSettled(publisher, results)).isTrue();

    bench.publish(
        ResultBench.publisher(new MemoryPublicationLog(), bench.signing(SigningFormat.AUTO)),
        results.saying("newer").at(NOON.plusSeconds(60)));
    assertThat(isSettled(publisher, results)).isFalse();
  }

  @Test
  void aLegacySignatureUnsettlesAndItsFormIsLookedAtEachTime() throws Exception {
    Results results = Results.of(bench.registry.image("a"));
    ResultPublisher publisher = bench.publisher(SigningFormat.AUTO);
    bench.publish(publisher, results);

    bench.sign(results.subject());
    assertThat(isSettled(publisher, results)).isFalse();

    bench.publish(publisher, results);
    assertThat(bench.legacy(results.subject())).hasSize(2);
    assertThat(isSettled(publisher, results)).isFalse();
  }

  private boolean isSettled(ResultPublisher publisher, Results results) throws Exception {
    return publisher.isSettled(bench.registry, results.subject(), ResultBench.inputs(results));
  }
}
