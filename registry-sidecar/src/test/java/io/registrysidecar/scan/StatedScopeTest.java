package io.registrysidecar.scan;

import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.advisory.vex.VexProduct;
import io.registrysidecar.advisory.vex.VexStatus;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.schema.FindingStatus;
import io.registrysidecar.store.StoredVex;
import io.registrysidecar.testing.TestImage;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What operators say of vulnerabilities is said of an image, of those of an index, or of a
 * repository.
 */
class StatedScopeTest extends StatedBench {

  @Test
  void ofARepositoryItIsSaidOfEveryImageThereAndOfThoseToCome() throws Exception {
    Digest image = scanned();
    StoredVex stated = state(null, VexStatus.NOT_AFFECTED, null);
    settle();
    Digest later = bench.push(openssl("arm64"), "2.0");
    bench.scan(later);
    bench.time.pass(Duration.ofMinutes(1));

    assertThat(finding(image).status()).isEqualTo(FindingStatus.SUPPRESSED);
    assertThat(finding(later).status()).isEqualTo(FindingStatus.SUPPRESSED);
    assertThat(documents(later)).hasSize(1);

    bench.store().vex().remove(stated.id(), "bob", bench.time.instant());
    settle();
    assertThat(finding(image).status()).isEqualTo(FindingStatus.AFFECTED);
    assertThat(finding(later).status()).isEqualTo(FindingStatus.AFFECTED);
    assertThat(documents(later)).isEmpty();
  }

  @Test
  void ofAnIndexItIsSaidOfItsPlatformsAndWrittenOnAll() throws Exception {
    TestImage amd64 = openssl("amd64");
    TestImage arm64 = openssl("arm64");
    Digest index = bench.pushIndex("1.0", amd64, arm64);
    bench.scan(index);
    bench.time.pass(Duration.ofMinutes(1));

    StoredVex stated = state(index, VexStatus.NOT_AFFECTED, null);
    settle();

    for (Digest each : List.of(index, amd64.self().digest(), arm64.self().digest())) {
      assertThat(finding(each).status()).isEqualTo(FindingStatus.SUPPRESSED);
      assertThat(document(each).statements()).hasSize(1);
    }
    assertThat(document(index).statements().getFirst().products()).hasSize(3);
    assertThat(document(amd64.self().digest()).statements().getFirst().products())
        .as("the platform, and the index that it was said of")
        .extracting(VexProduct::hashes)
        .containsExactly(Set.of(amd64.self().digest().toString()), Set.of(index.toString()));

    bench.store().vex().remove(stated.id(), "bob", bench.time.instant());
    settle();
    for (Digest each : List.of(index, amd64.self().digest(), arm64.self().digest())) {
      assertThat(finding(each).status()).isEqualTo(FindingStatus.AFFECTED);
      assertThat(documents(each)).isEmpty();
    }
  }

  @Test
  void anIndexThatNobodySpokeOfIsNotNamed() throws Exception {
    TestImage amd64 = openssl("amd64");
    bench.scan(bench.pushIndex("1.0", amd64, openssl("arm64")));
    bench.time.pass(Duration.ofMinutes(1));

    state(null, VexStatus.NOT_AFFECTED, null);
    settle();

    assertThat(document(amd64.self().digest()).statements().getFirst().products())
        .extracting(VexProduct::hashes)
        .containsExactly(Set.of(amd64.self().digest().toString()));
  }

  @Test
  void ofAPlatformItIsSaidOfNoOtherAndItsIndexSaysSo() throws Exception {
    TestImage amd64 = openssl("amd64");
    TestImage arm64 = openssl("arm64");
    Digest index = bench.pushIndex("1.0", amd64, arm64);
    bench.scan(index);
    bench.time.pass(Duration.ofMinutes(1));

    state(amd64.self().digest(), VexStatus.NOT_AFFECTED, null);
    settle();

    assertThat(finding(amd64.self().digest()).status()).isEqualTo(FindingStatus.SUPPRESSED);
    assertThat(finding(arm64.self().digest()).status()).isEqualTo(FindingStatus.AFFECTED);
    assertThat(documents(arm64.self().digest())).isEmpty();
    assertThat(document(index).statements().getFirst().products())
        .singleElement()
        .satisfies(product ->
            assertThat(product.hashes()).containsExactly(amd64.self().digest().toString()));
    assertThat(bench.report(index).summary().high()).isEqualTo(1);
  }
}
