package io.registrysidecar.scan;

import static io.registrysidecar.testing.Contents.debian;
import static io.registrysidecar.testing.Contents.dpkg;
import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.image.PlatformFilter;
import io.registrysidecar.image.RegistryImageSource;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Reference;
import io.registrysidecar.oci.client.SubjectLock;
import io.registrysidecar.publish.ResultSigning;
import io.registrysidecar.publish.SigningFormat;
import io.registrysidecar.schema.FindingInfo;
import io.registrysidecar.schema.Report;
import io.registrysidecar.schema.VerdictResult;
import io.registrysidecar.testing.SigningKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Since when findings are known, and what policies make of it. */
class FirstSightTest {

  @TempDir Path directory;

  private Workbench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new Workbench(directory.resolve("state"), true);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void anImageThatIsBuiltAgainGetsNoMoreTime() throws Exception {
    Instant first = bench.time.instant();
    bench.scan(push("3.0.11-1~deb12u2"));
    bench.time.pass(Duration.ofDays(3));

    Digest again = push("3.0.11-1~deb12u3");
    bench.scan(again);

    assertThat(seen(bench.report(again))).isEqualTo(first);
  }

  @Test
  void whatNewAdvisoriesFindIsSeenWhenTheyFindIt() throws Exception {
    bench.knowledge = Known.that("1");
    Digest image = push("3.0.11-1~deb12u2");
    bench.scan(image);
    bench.time.pass(Duration.ofDays(3));

    bench.knowledge = Known.that("2", "openssl");
    bench.service().reevaluate();
    bench.runQueue();

    assertThat(seen(bench.report(image))).isEqualTo(bench.time.instant());
  }

  @Test
  void whatIsOnlySeenAgainIsNotPublishedAgain() throws Exception {
    bench.scan(push("3.0.11-1~deb12u2"));
    bench.time.pass(Duration.ofDays(1));
    bench.traffic.clear();

    bench.knowledge = Known.that("2", "openssl");
    bench.service().reevaluate();
    bench.runQueue();

    assertThat(bench.traffic.seen("PUT", "")).isEmpty();
  }

  @Test
  void theTimeToRepairIsCountedAndEnds() throws Exception {
    judgeBy(
        "  - {id: high, vulnerabilities: {severity: high, grace: 14d, grace-since: first-seen}}\n");
    Digest image = push("3.0.11-1~deb12u2");
    bench.scan(image);
    assertThat(bench.report(image).verdict().result()).isEqualTo(VerdictResult.PASSED);

    bench.time.pass(Duration.ofDays(13));
    bench.service().rejudge();
    bench.runQueue();
    assertThat(bench.report(image).verdict().result()).isEqualTo(VerdictResult.PASSED);

    bench.time.pass(Duration.ofDays(1));
    bench.service().rejudge();
    bench.runQueue();
    assertThat(bench.report(image).verdict().result()).isEqualTo(VerdictResult.FAILED);
  }

  @Test
  void aSingleScanTellsWhatTheServiceHasNoted() throws Exception {
    Instant first = bench.time.instant();
    Digest image = push("3.0.11-1~deb12u2");
    bench.scan(image);
    bench.time.pass(Duration.ofDays(3));

    assertThat(seen(single(image, KnownSightings.NONE))).isNull();
    assertThat(
            seen(
                single(
                    image,
                    (repository, found) ->
                        bench.store().sightings().of("main", Workbench.REPOSITORY, found))))
        .isEqualTo(first);
  }

  private Report single(Digest image, KnownSightings sightings) throws Exception {
    var pipeline =
        new ScanPipeline(
            bench.parts(),
            EvidenceCache.NONE,
            Publishing.unsigned(SubjectLock.inProcess()),
            BaseImages.OWN_WORDS,
            sightings,
            () -> "the-scan");
    var source =
        new RegistryImageSource(
            bench.client,
            Reference.parse(bench.client.host() + "/" + Workbench.REPOSITORY + "@" + image));
    ScanState.End end =
        pipeline.scan(
            new ScanTarget(source, "registry.test/team/app", List.of()),
            new ScanOptions(PlatformFilter.all(), Optional.empty(), false, Progress.NONE));
    return ((ScanState.Done) end).report();
  }

  private static @Nullable Instant seen(Report report) {
    assertThat(report.findings()).extracting(FindingInfo::id).containsExactly("CVE-2026-openssl");
    return report.findings().getFirst().firstSeen();
  }

  private Digest push(String version) throws Exception {
    return bench.push(image().layer(debian(12), dpkg("openssl", version)).build(), "1.0");
  }

  private void judgeBy(String rules) throws Exception {
    var keys = SigningKeys.in(directory.resolve("keys"), bench.time);
    bench.sign(
        new ResultSigning(keys, SigningFormat.AUTO, "test/1", bench.time), bench.policy(rules));
  }
}
