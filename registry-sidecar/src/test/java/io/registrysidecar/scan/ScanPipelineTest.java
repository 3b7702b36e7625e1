package io.registrysidecar.scan;

import static io.registrysidecar.testing.Contents.debian;
import static io.registrysidecar.testing.Contents.dpkg;
import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.image.ImageSource;
import io.registrysidecar.image.PlatformFilter;
import io.registrysidecar.image.RegistryImageSource;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.Reference;
import io.registrysidecar.oci.client.SubjectLock;
import io.registrysidecar.scan.ScanState.Done;
import io.registrysidecar.scan.ScanState.End;
import io.registrysidecar.schema.FindingInfo;
import io.registrysidecar.schema.Report;
import io.registrysidecar.testing.TestImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanPipelineTest {

  private static final TestImage AMD64 =
      image().layer(debian(12), dpkg("openssl", "3.0.11")).build();
  private static final TestImage ARM64 =
      image().platform("linux", "arm64").layer(debian(12), dpkg("curl", "7.88.1")).build();

  @TempDir Path directory;
  private Workbench bench;
  private ScanPipeline pipeline;

  @BeforeEach
  void open() throws Exception {
    bench = new Workbench(directory.resolve("state"), true);
    pipeline =
        new ScanPipeline(
            bench.parts(),
            EvidenceCache.NONE,
            Publishing.unsigned(SubjectLock.inProcess()),
            BaseImages.OWN_WORDS,
            KnownSightings.NONE,
            () -> "the-scan");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void anImageInADirectoryIsScanned() throws Exception {
    try (ImageSource source = Sources.of(AMD64, directory.resolve("image"))) {
      var target = new ScanTarget(source, source.name(), List.of());

      Report report = report(pipeline.scan(target, options(PlatformFilter.all())));

      assertThat(report.findings()).extracting(FindingInfo::id).containsExactly("CVE-2026-openssl");
      assertThat(report.image().repository()).startsWith("oci:");
      assertThat(report.scan().id()).isEqualTo("the-scan");
    }
  }

  @Test
  void anIndexGivesARollUpAndTheReportOfEachPlatform() throws Exception {
    bench.pushIndex("1.0", AMD64, ARM64);

    End end = pipeline.scan(target("1.0"), options(PlatformFilter.all()));

    assertThat(end).isInstanceOf(Done.class);
    assertThat(((Done) end).platforms())
        .extracting(report -> report.image().platform())
        .containsExactly("linux/amd64", "linux/arm64");
    assertThat(report(end).platforms()).hasSize(2);
    assertThat(report(end).image().tags()).containsExactly("1.0");
  }

  @Test
  void onePlatformOfAnIndexCanBeChosen() throws Exception {
    bench.pushIndex("1.0", AMD64, ARM64);

    Report report =
        report(pipeline.scan(target("1.0"), options(PlatformFilter.parse("linux/arm64"))));

    assertThat(report.image().digest()).isEqualTo(ARM64.self().digest().toString());
    assertThat(report.findings()).isEmpty();
  }

  @Test
  void nothingIsWrittenUnlessAskedFor() throws Exception {
    Digest pushed = bench.push(AMD64, "1.0");

    pipeline.scan(target("1.0"), options(PlatformFilter.all()));

    assertThat(bench.referrers(pushed)).isEmpty();
  }

  @Test
  void resultsAreAttachedWhenAskedFor() throws Exception {
    Digest pushed = bench.push(AMD64, "1.0");
    var place = new Place("registry", Workbench.REPOSITORY, bench.client);

    pipeline.scan(
        target("1.0"),
        new ScanOptions(PlatformFilter.all(), Optional.of(place), false, Progress.NONE));

    assertThat(bench.referrers(pushed)).hasSize(3);
  }

  @Test
  void anImageThatIsNotThereIsSaidAtOnce() throws Exception {
    assertThat(pipeline.scan(target("missing"), options(PlatformFilter.all())))
        .isInstanceOf(ScanState.Gone.class);
  }

  @Test
  void progressNamesEveryState() throws Exception {
    List<String> states = Collections.synchronizedList(new ArrayList<>());
    Progress progress =
        new Progress() {
          @Override
          public void entered(String image, String state, String detail) {
            states.add(state);
          }

          @Override
          public void layer(Digest layer, long size, long read) {
            states.add(read == size ? "layer read" : "layer");
          }
        };
    bench.push(AMD64, "1.0");

    pipeline.scan(
        target("1.0"), new ScanOptions(PlatformFilter.all(), Optional.empty(), false, progress));

    assertThat(states)
        .containsSubsequence(
            "Resolve",
            "ReadLayers",
            "layer read",
            "Squash",
            "Match",
            "Assemble",
            "Publish",
            "Done");
  }

  private ScanTarget target(String tag) {
    var reference =
        new Reference(bench.client.host(), Workbench.REPOSITORY, new ManifestKey.Tag(tag), null);
    return new ScanTarget(
        new RegistryImageSource(bench.client, reference),
        bench.client.host() + "/" + Workbench.REPOSITORY,
        List.of(tag));
  }

  private static ScanOptions options(PlatformFilter platforms) {
    return new ScanOptions(platforms, Optional.empty(), false, Progress.NONE);
  }

  private static Report report(End end) {
    assertThat(end).isInstanceOf(Done.class);
    return ((Done) end).report();
  }
}
