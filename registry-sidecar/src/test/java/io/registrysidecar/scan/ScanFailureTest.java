package io.registrysidecar.scan;

import static io.registrysidecar.testing.Contents.debian;
import static io.registrysidecar.testing.Contents.dpkg;
import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.demo.RegistryAnswer;
import io.registrysidecar.job.Job;
import io.registrysidecar.job.Outcome;
import io.registrysidecar.job.Priority;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.schema.CoverageStatus;
import io.registrysidecar.schema.Report;
import io.registrysidecar.store.ImageState;
import io.registrysidecar.testing.LayerContent;
import io.registrysidecar.testing.TestImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Registries, layers and other programs that fail or interfere while an image is scanned. */
@ParameterizedClass(name = "referrers API: {0}")
@ValueSource(booleans = {true, false})
class ScanFailureTest {

  private static final LayerContent OPENSSL = dpkg("openssl", "3.0.11-1~deb12u2");

  private final boolean referrersApi;
  @TempDir private Path directory;
  private Workbench bench;

  ScanFailureTest(boolean referrersApi) {
    this.referrersApi = referrersApi;
  }

  @BeforeEach
  void open() throws Exception {
    bench = new Workbench(directory, referrersApi);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aDamagedLayerMakesTheResultPartialUntilItIsRepaired() throws Exception {
    TestImage built = image().layer(debian(12), OPENSSL).layer(dpkg("curl", "7.88.1-10")).build();
    Digest pushed = bench.push(built, "1.0");
    String damaged = "/blobs/" + built.layer(1);
    bench.traffic.answerInstead(request ->
        request.method().equals("GET") && request.path().endsWith(damaged)
            ? Optional.of(RegistryAnswer.error(404, "BLOB_UNKNOWN", "blob unknown"))
            : Optional.empty());

    assertThat(bench.scan(pushed)).isEqualTo(new Outcome.Done());

    Report partial = bench.report(pushed);
    assertThat(partial.coverage().status()).isEqualTo(CoverageStatus.PARTIAL);
    assertThat(partial.coverage().statements())
        .anySatisfy(gap -> assertThat(gap.layer()).isEqualTo(built.layer(1).toString()));
    assertThat(partial.findings()).hasSize(1);

    bench.traffic.answerInstead(request -> Optional.empty());
    bench.time.pass(Duration.ofMinutes(1));
    bench.scan(pushed);

    assertThat(bench.report(pushed).coverage().status()).isEqualTo(CoverageStatus.COMPLETE);
  }

  @Test
  void aRegistryThatIsDownIsWaitedFor() throws Exception {
    Digest pushed = bench.push(image().layer(debian(12), OPENSSL).build(), "1.0");
    bench.traffic.answerInstead(
        request -> Optional.of(RegistryAnswer.of(429).with("retry-after", "3600")));

    assertThat(bench.scan(pushed))
        .isInstanceOfSatisfying(
            Outcome.RetryLater.class,
            later ->
                assertThat(later.notBefore()).isEqualTo(bench.time.instant().plusSeconds(3600)));

    bench.traffic.answerInstead(request -> Optional.empty());
    assertThat(bench.scan(pushed)).isEqualTo(new Outcome.Done());
    assertThat(bench.referrers(pushed)).hasSize(3);
  }

  @Test
  void aRegistryThatTakesNoResultsIsNamedAndTheResultIsKept() throws Exception {
    Digest pushed = bench.push(image().layer(debian(12), OPENSSL).build(), "1.0");
    bench.traffic.answerInstead(request ->
        request.isRead()
            ? Optional.empty()
            : Optional.of(RegistryAnswer.error(403, "DENIED", "push access denied")));

    assertThat(bench.scan(pushed)).isInstanceOf(Outcome.GiveUp.class);

    assertThat(bench.stored(pushed))
        .hasValueSatisfying(stored -> {
          assertThat(stored.state()).isEqualTo(ImageState.FAILED);
          assertThat(stored.detail()).contains("right to push");
          assertThat(stored.counts().high()).isEqualTo(1);
        });
  }

  @Test
  void aTagThatIsNotThereYetIsWaitedForButNotForever() throws Exception {
    var tag = new ManifestKey.Tag("late");
    assertThat(bench.scan(tag, Priority.REQUEST)).isInstanceOf(Outcome.RetryLater.class);

    Digest pushed = bench.push(image().layer(debian(12), OPENSSL).build(), "late");
    assertThat(bench.scan(tag, Priority.REQUEST)).isEqualTo(new Outcome.Done());
    assertThat(bench.referrers(pushed)).hasSize(3);
    assertThat(bench.report(pushed).image().tags()).containsExactly("late");

    var never = new ManifestKey.Tag("never");
    assertThat(bench.scan(never, Priority.REQUEST)).isInstanceOf(Outcome.RetryLater.class);
    bench.time.pass(Duration.ofMinutes(2));
    assertThat(bench.scan(never, Priority.REQUEST)).isEqualTo(new Outcome.Done());
  }

  @Test
  void anImageThatIsDeletedMeanwhileLeavesNothingBehind() throws Exception {
    Digest pushed = bench.push(image().layer(debian(12), OPENSSL).build(), "1.0");
    bench.traffic.atEachRequest(request -> {
      if (request.method().equals("PUT") && request.path().contains("/manifests/sha256:")) {
        bench.traffic.atEachRequest(any -> {});
        bench.deleteInside(pushed);
      }
    });

    assertThat(bench.scan(pushed)).isEqualTo(new Outcome.Done());

    assertThat(bench.referrers(pushed)).isEmpty();
    assertThat(bench.stored(pushed))
        .hasValueSatisfying(stored -> assertThat(stored.deletedAt()).isNotNull());
  }

  @Test
  void whatWasPublishedGoesWithTheImage() throws Exception {
    Digest pushed = bench.push(image().layer(debian(12), OPENSSL).build(), "1.0");
    bench.scan(pushed);
    Job withdrawal = bench.service().withdrawal(bench.stored(pushed).orElseThrow().key());

    assertThat(bench.run(withdrawal)).isEqualTo(new Outcome.Done());
    assertThat(bench.referrers(pushed)).as("while the image is there").hasSize(3);

    bench.deleteInside(pushed);
    assertThat(bench.run(withdrawal)).isEqualTo(new Outcome.Done());
    assertThat(bench.referrers(pushed)).isEmpty();
  }

  @Test
  void whatAnotherProgramOverwroteIsRepairedLater() throws Exception {
    Digest pushed = bench.push(image().layer(debian(12), OPENSSL).build(), "1.0");
    bench.scan(pushed);
    List<Job> later = bench.queue.take();
    assertThat(later).hasSize(referrersApi ? 0 : 1);
    if (referrersApi) {
      return; // nobody can overwrite what the registry lists by itself
    }
    assertThat(bench.run(later.getFirst())).isInstanceOf(Outcome.RetryLater.class);
    bench.emptyFallbackTag(pushed);
    bench.time.pass(Duration.ofSeconds(30));

    assertThat(bench.run(later.getFirst())).isInstanceOf(Outcome.RetryLater.class);
    assertThat(bench.referrers(pushed)).hasSize(3);

    bench.time.pass(Duration.ofMinutes(10));
    assertThat(bench.run(later.getFirst())).isEqualTo(new Outcome.Done());
  }

  /** The program ends at each of the requests in turn; what the next run leaves is the same. */
  @Test
  void anEndAtAnyMomentChangesNothingInTheEnd() throws Exception {
    int requests = 0;
    boolean ended = true;
    while (ended) {
      requests++;
      TestImage built = image().layer(debian(12), OPENSSL, dpkg("n" + requests, "1")).build();
      Digest pushed = bench.push(built, "v" + requests);
      ended = Interruption.atRequest(requests, bench, pushed);
      bench.restart();
      bench.time.pass(Duration.ofMinutes(1));

      assertThat(bench.scan(pushed))
          .as("end at request %s", requests)
          .isEqualTo(new Outcome.Done());

      assertThat(bench.referrers(pushed))
          .as("end at request %s", requests)
          .containsExactlyInAnyOrderElementsOf(Workbench.RESULTS);
      assertThat(bench.report(pushed).findings()).hasSize(1);
    }
    assertThat(requests).isGreaterThan(10);
  }
}
