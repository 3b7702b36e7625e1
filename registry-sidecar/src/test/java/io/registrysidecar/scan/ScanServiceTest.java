package io.registrysidecar.scan;

import static io.registrysidecar.testing.Contents.debian;
import static io.registrysidecar.testing.Contents.dpkg;
import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.job.Outcome;
import io.registrysidecar.job.Priority;
import io.registrysidecar.oci.ArtifactManifest;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.schema.CoverageStatus;
import io.registrysidecar.schema.FindingInfo;
import io.registrysidecar.schema.MediaTypes;
import io.registrysidecar.schema.PlatformInfo;
import io.registrysidecar.schema.Report;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.ImageState;
import io.registrysidecar.store.PageRequest;
import io.registrysidecar.store.StoredImage;
import io.registrysidecar.testing.LayerContent;
import io.registrysidecar.testing.TestImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What a scan writes, and what later scans read and write again. */
@ParameterizedClass(name = "referrers API: {0}")
@ValueSource(booleans = {true, false})
class ScanServiceTest {

  private static final LayerContent OPENSSL = dpkg("openssl", "3.0.11-1~deb12u2");

  private final boolean referrersApi;
  @TempDir private Path directory;
  private Workbench bench;

  ScanServiceTest(boolean referrersApi) {
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
  void aPushedImageGetsItsResults() throws Exception {
    Digest pushed = bench.push(image().layer(debian(12), OPENSSL).build(), "1.0");

    assertThat(bench.scan(pushed)).isEqualTo(new Outcome.Done());

    assertThat(bench.referrers(pushed)).containsExactlyInAnyOrderElementsOf(Workbench.RESULTS);
    Report report = bench.report(pushed);
    assertThat(report.findings()).extracting(FindingInfo::id).containsExactly("CVE-2026-openssl");
    assertThat(report.advisories().version()).isEqualTo("1");
    assertThat(bench.stored(pushed))
        .hasValueSatisfying(stored -> {
          assertThat(stored.state()).isEqualTo(ImageState.SCANNED);
          assertThat(stored.counts().high()).isEqualTo(1);
        });
  }

  @Test
  void anAdvisoryLeadsToTheImagesThatItConcerns() throws Exception {
    Digest affected = bench.push(image().layer(debian(12), OPENSSL).build(), "1.0");
    Digest other = bench.push(image().layer(debian(12), dpkg("curl", "7.88.1-10")).build(), "2.0");
    bench.scan(affected);
    bench.scan(other);

    assertThat(
            bench
                .store()
                .findings()
                .imagesAffectedBy("CVE-2026-openssl", PageRequest.first(10))
                .items())
        .extracting(ImageKey::digest)
        .containsExactly(affected);
  }

  @Test
  void theSameImagePushedAgainChangesNothing() throws Exception {
    Digest pushed = bench.push(image().layer(debian(12), OPENSSL).build(), "1.0");
    bench.scan(pushed);
    List<Digest> before = bench.reportDigests(pushed);
    bench.traffic.clear();
    bench.time.pass(Duration.ofHours(1));

    assertThat(bench.scan(pushed)).isEqualTo(new Outcome.Done());

    assertThat(bench.reportDigests(pushed)).isEqualTo(before);
    assertThat(bench.traffic.seen("PUT", "")).isEmpty();
    assertThat(bench.traffic.seen("POST", "")).isEmpty();
  }

  @Test
  void whereNothingIsToBeWrittenResultsAreOnlyKept() throws Exception {
    bench.writeNothing();
    Digest pushed = bench.push(image().layer(debian(12), OPENSSL).build(), "1.0");
    bench.traffic.clear();

    assertThat(bench.scan(pushed)).isEqualTo(new Outcome.Done());

    assertThat(bench.traffic.seen("PUT", "")).isEmpty();
    assertThat(bench.traffic.seen("POST", "")).isEmpty();
    assertThat(bench.stored(pushed)).map(StoredImage::state).hasValue(ImageState.SCANNED);
  }

  @Test
  void aKnownLayerIsNotReadAgain() throws Exception {
    bench.scan(bench.push(image().layer(debian(12), OPENSSL).build(), "1.0"));
    TestImage next = image().layer(debian(12), OPENSSL).layer(dpkg("curl", "7.88.1-10")).build();
    Digest pushed = bench.push(next, "2.0");
    bench.restart();
    bench.traffic.clear();

    bench.scan(pushed);

    assertThat(bench.traffic.seen("GET", next.layer(0).toString())).isEmpty();
    assertThat(bench.traffic.seen("GET", next.layer(1).toString())).hasSize(1);
  }

  @Test
  void newAdvisoriesReplaceResultsWithoutReadingLayers() throws Exception {
    TestImage built = image().layer(debian(12), OPENSSL, dpkg("curl", "7.88.1-10")).build();
    Digest pushed = bench.push(built, "1.0");
    bench.scan(pushed);
    List<Digest> before = bench.reportDigests(pushed);
    bench.traffic.clear();
    bench.time.pass(Duration.ofHours(1));

    bench.knowledge = Known.that("2", "openssl", "curl");
    assertThat(bench.service().reevaluate()).isEqualTo(1);
    assertThat(bench.runQueue()).containsOnly(new Outcome.Done());

    assertThat(bench.traffic.seen("GET", built.layer(0).toString())).isEmpty();
    assertThat(bench.report(pushed).findings()).hasSize(2);
    assertThat(bench.reportDigests(pushed)).hasSize(1).isNotEqualTo(before);
  }

  @Test
  void newAdvisoriesThatChangeNothingPublishNothing() throws Exception {
    Digest pushed = bench.push(image().layer(debian(12), OPENSSL).build(), "1.0");
    bench.scan(pushed);
    bench.traffic.clear();
    bench.time.pass(Duration.ofHours(1));

    bench.knowledge = Known.that("2", "openssl", "curl");
    bench.service().reevaluate();
    bench.runQueue();

    assertThat(bench.traffic.seen("PUT", "")).isEmpty();
    assertThat(bench.stored(pushed))
        .hasValueSatisfying(stored -> assertThat(stored.advisoryVersion()).isEqualTo("2"));
    assertThat(bench.service().reevaluate()).isZero();
  }

  @Test
  void whatIsCurrentIsNotEvenLookedUpForNewAdvisories() throws Exception {
    Digest pushed = bench.push(image().layer(debian(12), OPENSSL).build(), "1.0");
    bench.scan(pushed);
    bench.traffic.clear();

    bench.scan(new ManifestKey.ByDigest(pushed), Priority.REEVALUATION);

    assertThat(bench.traffic.seen("GET", "")).isEmpty();
    assertThat(bench.traffic.seen("HEAD", "")).isEmpty();
  }

  @Test
  void withoutAdvisoriesNothingLooksClean() throws Exception {
    bench.knowledge = Knowledge.NOTHING;
    Digest pushed = bench.push(image().layer(debian(12), OPENSSL).build(), "1.0");

    bench.scan(pushed);

    Report report = bench.report(pushed);
    assertThat(report.coverage().status()).isEqualTo(CoverageStatus.NONE);
    assertThat(report.coverage().statements())
        .anySatisfy(gap -> assertThat(gap.code()).isEqualTo("advisory-database-missing"));
  }

  @Test
  void everyPlatformOfAnIndexAndTheIndexGetResults() throws Exception {
    TestImage amd64 = image().layer(debian(12), OPENSSL).build();
    TestImage arm64 =
        image().platform("linux", "arm64").layer(debian(12), dpkg("curl", "7.88.1-10")).build();
    Digest index = bench.pushIndex("1.0", amd64, arm64);

    assertThat(bench.scan(index)).isEqualTo(new Outcome.Done());

    assertThat(bench.referrers(index)).containsExactly(MediaTypes.REPORT);
    assertThat(bench.referrers(amd64.self().digest())).hasSize(3);
    assertThat(bench.referrers(arm64.self().digest())).hasSize(3);
    Report rolledUp = bench.report(index);
    assertThat(rolledUp.platforms())
        .extracting(PlatformInfo::platform)
        .containsExactly("linux/amd64", "linux/arm64");
    assertThat(rolledUp.findings()).hasSize(1);
    assertThat(bench.store().images().children(bench.stored(index).orElseThrow().key()))
        .containsExactly(amd64.self().digest(), arm64.self().digest());
  }

  @Test
  void aPlatformThatWasScannedBeforeItsIndexIsNotScannedTwice() throws Exception {
    TestImage amd64 = image().layer(debian(12), OPENSSL).build();
    Digest index = bench.pushIndex("1.0", amd64);
    bench.scan(amd64.self().digest());
    List<Digest> before = bench.reportDigests(amd64.self().digest());
    bench.traffic.clear();
    bench.time.pass(Duration.ofHours(1));

    bench.scan(index);

    assertThat(bench.traffic.seen("GET", amd64.layer(0).toString())).isEmpty();
    assertThat(bench.reportDigests(amd64.self().digest())).isEqualTo(before);
    assertThat(bench.report(index).platforms()).hasSize(1);
  }

  @Test
  void aReferrerIsNeverScanned() throws Exception {
    Digest pushed = bench.push(image().layer(debian(12), OPENSSL).build(), "1.0");
    bench.scan(pushed);
    Digest report = bench.reportDigests(pushed).getFirst();

    assertThat(bench.scan(report)).isEqualTo(new Outcome.Done());

    assertThat(bench.referrers(report)).isEmpty();
  }

  @Test
  void anImageThatRefersToAnotherIsNotScannedEither() throws Exception {
    TestImage built = image().layer(debian(12), OPENSSL).build();
    Digest pushed = bench.push(built, "1.0");
    String manifest = new String(built.manifest(), StandardCharsets.UTF_8);
    byte[] referring =
        (manifest.substring(0, manifest.length() - 1)
                + ",\"subject\":{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}}"
                    .formatted(OciMediaTypes.IMAGE_MANIFEST, pushed, built.manifest().length))
            .getBytes(StandardCharsets.UTF_8);
    Digest referrer = pushManifest(referring);

    assertThat(bench.scan(referrer)).isEqualTo(new Outcome.Done());

    assertThat(bench.referrers(referrer)).isEmpty();
  }

  @Test
  void whatIsNoImageIsLeftAlone() throws Exception {
    byte[] chart =
        """
        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",\
        "config":{"mediaType":"application/vnd.cncf.helm.config.v1+json","digest":"%s","size":2},"layers":[]}\
        """
            .formatted(ArtifactManifest.emptyDescriptor().digest())
            .getBytes(StandardCharsets.UTF_8);
    bench.client.pushBlob(Workbench.REPOSITORY, ArtifactManifest.emptyBlob());
    Digest pushed = pushManifest(chart);

    assertThat(bench.scan(pushed)).isEqualTo(new Outcome.Done());

    assertThat(bench.referrers(pushed)).isEmpty();
    assertThat(bench.store().scans().find(1))
        .hasValueSatisfying(scan -> assertThat(scan.state()).isEqualTo("Unsupported"));
  }

  private Digest pushManifest(byte[] manifest) throws Exception {
    Descriptor self = Descriptor.of(OciMediaTypes.IMAGE_MANIFEST, manifest);
    return bench.client.pushManifest(
        Workbench.REPOSITORY, new ManifestKey.ByDigest(self.digest()), self.mediaType(), manifest);
  }
}
