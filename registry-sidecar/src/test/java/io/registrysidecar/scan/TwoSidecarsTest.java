package io.registrysidecar.scan;

import static io.registrysidecar.testing.Contents.debian;
import static io.registrysidecar.testing.Contents.dpkg;
import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.job.Outcome;
import io.registrysidecar.oci.Digest;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Two sidecars that share a registry and nothing else, neither state nor locks. */
@ParameterizedClass(name = "referrers API: {0}")
@ValueSource(booleans = {true, false})
class TwoSidecarsTest {

  private final boolean referrersApi;
  @TempDir private Path one;
  @TempDir private Path two;

  TwoSidecarsTest(boolean referrersApi) {
    this.referrersApi = referrersApi;
  }

  @Test
  void anImageThatBothScanAtOnceHasOneResultOfEachKind() throws Exception {
    try (var first = new Workbench(one, referrersApi);
        var second = first.neighbour(two);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      second.knowledge = Known.that("other", "curl");
      for (int round = 0; round < 5; round++) {
        Digest pushed =
            first.push(
                image().layer(debian(12), dpkg("openssl", "1." + round), dpkg("curl", "7")).build(),
                "r" + round);
        List<Callable<Outcome>> both = List.of(() -> first.scan(pushed), () -> second.scan(pushed));

        for (Future<Outcome> outcome : threads.invokeAll(both)) {
          assertThat(outcome.get()).isEqualTo(new Outcome.Done());
        }

        assertThat(first.referrers(pushed)).as("round %s", round).hasSize(3);
        assertThat(first.report(pushed).findings()).hasSize(1);
      }
    }
  }
}
