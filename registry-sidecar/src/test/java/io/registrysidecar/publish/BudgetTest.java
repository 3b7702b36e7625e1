package io.registrysidecar.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BudgetTest {

  @Test
  void whatFitsIsKept() {
    assertThat(Budget.fit(bundles(8), 42).kept()).hasSize(8);
    assertThat(Budget.fit(bundles(8), 42).leftOut()).isEmpty();
  }

  @Test
  void threat14TheFiftiethReferrerIsTheLastAndTheLeastNeededIsLeftOut() {
    Budget budget = Budget.fit(bundles(8), 45);

    assertThat(budget.kept()).isEqualTo(bundles(8).subList(0, 5));
    assertThat(budget.leftOut()).hasSize(3).allMatch(why -> why.contains("45 other referrers"));
  }

  @Test
  void threat14OnAnImageThatIsFullNothingIsWritten() {
    assertThat(Budget.fit(bundles(8), 50).kept()).isEmpty();
    assertThat(Budget.fit(bundles(8), 70).kept()).isEmpty();
  }

  @Test
  void ofOursThereAreTwelveAtMost() {
    assertThat(Budget.fit(bundles(20), 0).kept()).hasSize(12);
  }

  @Test
  void threat14AnAttestationThatNobodyWouldVerifyIsLeftOut() {
    Artifact large = bundle("large", Budget.MOST_BYTES);
    Artifact plain = new Artifact("a/sbom", "sbom", large.content(), Map.of());

    Budget budget = Budget.fit(Stream.of(plain, large, bundle("small", 10)).toList(), 0);

    assertThat(budget.kept()).extracting(Artifact::type).containsExactly("a/sbom", Kind.BUNDLE);
    assertThat(budget.leftOut()).singleElement().asString().contains("(large)", "10000000 bytes");
  }

  private static List<Artifact> bundles(int number) {
    return IntStream.range(0, number).mapToObj(i -> bundle("p" + i, 1)).toList();
  }

  private static final byte[] SMALL = {1};

  private static Artifact bundle(String predicateType, int bytes) {
    return new Artifact(
        Kind.BUNDLE,
        "bundle.json",
        bytes == 1 ? SMALL : new byte[bytes],
        Map.of(Kind.PREDICATE_TYPE, predicateType));
  }
}
