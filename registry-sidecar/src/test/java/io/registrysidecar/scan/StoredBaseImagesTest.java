package io.registrysidecar.scan;

import static io.registrysidecar.testing.Contents.debian;
import static io.registrysidecar.testing.Contents.dpkg;
import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Contents.npm;
import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.schema.BaseInfo;
import io.registrysidecar.schema.FindingInfo;
import io.registrysidecar.schema.LayerInfo;
import io.registrysidecar.schema.Report;
import io.registrysidecar.testing.ImageBuilder;
import io.registrysidecar.testing.LayerContent;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an image was built on, and what that has to do with its findings. */
class StoredBaseImagesTest {

  private static final String NAME = "org.opencontainers.image.base.name";
  private static final String DIGEST = "org.opencontainers.image.base.digest";
  private static final LayerContent OPENSSL = dpkg("openssl", "3.0.11-1~deb12u2");

  @TempDir private Path directory;
  private Workbench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new Workbench(directory, true);
    bench.knowledge = Known.that("1", "openssl", "lodash");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void anImageWhoseLayersAreTheLowestOfAnotherIsItsBase() throws Exception {
    scan(base(), "12");

    Report report = scan(base().layer(npm("lodash", "4.17.20")), "app");

    assertThat(baseOf(report))
        .extracting(BaseInfo::image, BaseInfo::by, BaseInfo::layers, BaseInfo::newer)
        .containsExactly(repository() + ":12", "layers", 1, null);
    assertThat(report.layers()).extracting(LayerInfo::base).containsExactly(true, false);
    assertThat(report.findings())
        .extracting(FindingInfo::id, FindingInfo::base)
        .containsExactlyInAnyOrder(
            tuple("CVE-2026-openssl", true), tuple("CVE-2026-lodash", false));
  }

  @Test
  void ofSeveralTheOneWithMostLayersCounts() throws Exception {
    scan(base(), "12");
    scan(base().layer(file("opt/runtime", "1")), "runtime");

    Report report =
        scan(base().layer(file("opt/runtime", "1")).layer(npm("lodash", "4.17.20")), "app");

    assertThat(baseOf(report).image()).isEqualTo(repository() + ":runtime");
    assertThat(report.layers()).extracting(LayerInfo::base).containsExactly(true, true, false);
  }

  @Test
  void noImageIsItsOwnBase() throws Exception {
    scan(base(), "12");

    assertThat(scan(base().label("built", "again"), "again").base()).isNull();
  }

  @Test
  void layersInAnotherOrderAreAnotherImage() throws Exception {
    scan(image().layer(debian(12)).layer(OPENSSL), "12");

    Report report = scan(image().layer(OPENSSL).layer(debian(12)).layer(file("x", "y")), "app");

    assertThat(report.base()).isNull();
    assertThat(report.layers()).extracting(LayerInfo::base).containsOnlyNulls();
    assertThat(report.findings()).extracting(FindingInfo::base).containsOnlyNulls();
  }

  @Test
  void whatTheLayersShowIsCalledAsItIsKnownHereWhateverTheImageSays() throws Exception {
    Digest digest = scanned(base(), "12");

    Report report =
        scan(
            base()
                .label(NAME, "registry.example.com/library/debian:12")
                .label(DIGEST, digest.toString())
                .layer(npm("lodash", "4.17.20")),
            "app");

    assertThat(baseOf(report))
        .extracting(BaseInfo::image, BaseInfo::digest, BaseInfo::by, BaseInfo::layers)
        .containsExactly(report.image().repository() + ":12", digest.toString(), "layers", 1);
  }

  @Test
  void aLabelAloneDoesNotTellWhichLayersAreTheBase() throws Exception {
    Report report =
        scan(
            base().label(NAME, "debian:12").label(DIGEST, "nonsense").layer(file("x", "y")), "app");

    assertThat(baseOf(report)).isEqualTo(new BaseInfo("debian:12", null, "label", null, null));
    assertThat(report.layers()).extracting(LayerInfo::base).containsOnlyNulls();
  }

  @Test
  void whatANewerBaseDoesNotHaveIsFixedByMovingToIt() throws Exception {
    scan(base(), "12");
    scan(image().layer(debian(12), dpkg("bash", "5.2")), "12");

    Report report = scan(base().layer(npm("lodash", "4.17.20")), "app");

    assertThat(baseOf(report).newer()).isEqualTo(repository() + ":12");
    assertThat(report.findings())
        .extracting(FindingInfo::id, FindingInfo::fixedByBase)
        .containsExactlyInAnyOrder(
            tuple("CVE-2026-openssl", repository() + ":12"), tuple("CVE-2026-lodash", null));
  }

  @Test
  void whatANewerBaseStillHasIsNotFixedByMoving() throws Exception {
    scan(base(), "12");
    scan(image().layer(debian(12), dpkg("openssl", "3.0.15-1~deb12u1")), "12");

    Report report = scan(base().layer(file("x", "y")), "app");

    assertThat(baseOf(report).newer()).isEqualTo(repository() + ":12");
    assertThat(report.findings()).extracting(FindingInfo::fixedByBase).containsOnlyNulls();
  }

  @Test
  void aNewerBaseThatOtherAdvisoriesJudgedTellsNothing() throws Exception {
    scan(base(), "12");
    scan(image().layer(debian(12), dpkg("bash", "5.2")), "12");
    bench.knowledge = Known.that("2", "openssl");

    Report report = scan(base().layer(file("x", "y")), "app");

    assertThat(baseOf(report).newer()).isNull();
    assertThat(report.findings()).extracting(FindingInfo::fixedByBase).containsOnlyNulls();
  }

  private static ImageBuilder base() {
    return image().layer(debian(12), OPENSSL);
  }

  private Report scan(ImageBuilder image, String tag) throws Exception {
    return bench.report(scanned(image, tag));
  }

  private Digest scanned(ImageBuilder image, String tag) throws Exception {
    Digest pushed = bench.push(image.build(), tag);
    bench.store().images().tagged("main", Workbench.REPOSITORY, tag, pushed, bench.time.instant());
    bench.scan(pushed);
    return pushed;
  }

  private String repository() {
    return bench.client.host() + "/" + Workbench.REPOSITORY;
  }

  private static BaseInfo baseOf(Report report) {
    @Nullable BaseInfo base = report.base();
    return Objects.requireNonNull(base);
  }
}
