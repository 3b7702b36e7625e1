package io.registrysidecar.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Severity;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.oci.Platform;
import io.registrysidecar.schema.CoverageStatement;
import io.registrysidecar.schema.CoverageStatus;
import io.registrysidecar.schema.FindingInfo;
import io.registrysidecar.schema.MediaTypes;
import io.registrysidecar.schema.PlatformInfo;
import io.registrysidecar.schema.Report;
import io.registrysidecar.schema.Summary;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollUpTest {

  @Test
  void aFindingOfSeveralPlatformsIsThereOnceAndNamesThem() {
    Report report =
        rollUp(
            scanned(
                Samples.AMD64,
                finding("CVE-2026-1", Samples.AMD64),
                finding("CVE-2026-2", Samples.AMD64)),
            scanned(Samples.ARM64, finding("CVE-2026-1", Samples.ARM64)));

    assertThat(report.findings())
        .extracting(FindingInfo::id, FindingInfo::component, FindingInfo::platforms)
        .containsExactly(
            tuple(
                "DEBIAN-CVE-2026-1",
                "pkg:deb/debian/tar@1.34?distro=debian-12",
                List.of("linux/amd64", "linux/arm64")),
            tuple(
                "DEBIAN-CVE-2026-2",
                "pkg:deb/debian/tar@1.34?distro=debian-12",
                List.of("linux/amd64")));
    assertThat(report.summary()).isEqualTo(new Summary(0, 2, 0, 0, 0, 0, 2));
    assertThat(report.platforms())
        .extracting(PlatformInfo::summary)
        .containsExactly(new Summary(0, 2, 0, 0, 0, 0, 2), new Summary(0, 1, 0, 0, 0, 0, 1));
    assertThat(report.coverage().status()).isEqualTo(CoverageStatus.COMPLETE);
  }

  @Test
  void whatIsSuppressedOnOnePlatformOnlyStillCounts() {
    Finding suppressed =
        Samples.with(finding("CVE-2026-1", Samples.AMD64), Finding.Status.SUPPRESSED);

    assertThat(
            rollUp(
                    scanned(Samples.AMD64, suppressed),
                    scanned(Samples.ARM64, finding("CVE-2026-1", Samples.ARM64)))
                .summary())
        .isEqualTo(new Summary(0, 1, 0, 0, 0, 0, 1));
    assertThat(rollUp(scanned(Samples.AMD64, suppressed)).summary())
        .isEqualTo(new Summary(0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void aPlatformThatWasNotScannedKeepsTheIndexFromLookingComplete() {
    Report report = rollUp(scanned(Samples.AMD64), notScanned());

    assertThat(report.coverage().status()).isEqualTo(CoverageStatus.PARTIAL);
    assertThat(report.coverage().statements())
        .containsExactly(
            new CoverageStatement(
                "platform-not-scanned",
                "windows/amd64 was not scanned: its layers are elsewhere.",
                null,
                null));
    assertThat(report.platforms())
        .extracting(PlatformInfo::platform, PlatformInfo::coverage, PlatformInfo::summary)
        .contains(tuple("windows/amd64", CoverageStatus.NONE, null));
  }

  @Test
  void anIndexOfNothingButUnscannedPlatformsTellsNothing() {
    assertThat(rollUp(notScanned()).coverage().status()).isEqualTo(CoverageStatus.NONE);
  }

  @Test
  void anIndexWithoutPlatformsTellsNothing() {
    assertThat(rollUp().coverage().status()).isEqualTo(CoverageStatus.NONE);
    assertThat(rollUp().coverage().statements())
        .extracting(CoverageStatement::code)
        .containsExactly("no-platforms");
  }

  @Test
  void aGapThatPlatformsShareIsStatedOnceAndNamesThem() {
    CoverageNote gap = CoverageNote.of("release-without-advisories", "No advisories.");

    Report report =
        rollUp(
            scanned(Samples.AMD64, gap),
            scanned(Samples.ARM64, gap),
            scanned(new Platform("linux", "arm", "v7")));

    assertThat(report.coverage().statements())
        .extracting(CoverageStatement::message)
        .containsExactly("linux/amd64, linux/arm64: No advisories.");
    assertThat(report.coverage().status()).isEqualTo(CoverageStatus.PARTIAL);
  }

  @Test
  void aNoteOnTheIndexItselfMakesItPartial() {
    Report report =
        RollUp.of(
            index(),
            Samples.SCAN,
            Samples.ADVISORIES,
            List.of(scanned(Samples.AMD64)),
            List.of(CoverageNote.of("manifest-missing", "linux/s390x has no manifest.")));

    assertThat(report.coverage().status()).isEqualTo(CoverageStatus.PARTIAL);
  }

  @ParameterizedTest
  @CsvSource({
    "pkg:deb/debian/tar@1.34?arch=amd64&distro=debian-12, pkg:deb/debian/tar@1.34?distro=debian-12",
    "pkg:deb/debian/tar@1.34?distro=debian-12&arch=amd64, pkg:deb/debian/tar@1.34?distro=debian-12",
    "pkg:deb/debian/tar@1.34?arch=amd64, pkg:deb/debian/tar@1.34",
    "pkg:golang/example.com/a@v1?arch=amd64#cmd/x, pkg:golang/example.com/a@v1#cmd/x",
    "pkg:npm/left-pad@1.0.0, pkg:npm/left-pad@1.0.0",
    "pkg:npm/left-pad@1.0.0?search=1, pkg:npm/left-pad@1.0.0?search=1",
  })
  void thePackageOfAnotherArchitectureIsTheSamePackage(String purl, String without) {
    assertThat(RollUp.withoutArchitecture(purl)).isEqualTo(without);
  }

  private static Report rollUp(PlatformResult... platforms) {
    return RollUp.of(index(), Samples.SCAN, Samples.ADVISORIES, List.of(platforms), List.of());
  }

  private static ImageFacts index() {
    return new ImageFacts(
        "registry.example.com/team/app",
        Samples.digest("index"),
        MediaTypes.OCI_INDEX,
        null,
        List.of(),
        List.of());
  }

  private static PlatformResult scanned(Platform platform, Finding... findings) {
    return scanned(platform, List.of(findings), List.of());
  }

  private static PlatformResult scanned(Platform platform, CoverageNote gap) {
    return scanned(platform, List.of(), List.of(gap));
  }

  private static PlatformResult scanned(
      Platform platform, List<Finding> findings, List<CoverageNote> notes) {
    return new PlatformResult.Scanned(
        ReportAssembler.assemble(
            new ScanOutcome(
                Samples.image("registry.example.com/team/app", "on " + platform, platform),
                Samples.SCAN,
                Samples.ADVISORIES,
                new Inventory(Samples.BOOKWORM, List.of(tar(platform)), List.of()),
                findings,
                notes)));
  }

  private static PlatformResult notScanned() {
    return new PlatformResult.NotScanned(
        new Platform("windows", "amd64", null),
        Samples.digest("windows"),
        "its layers are elsewhere.");
  }

  private static Finding finding(String cve, Platform platform) {
    return Samples.debian(cve, Severity.HIGH, tar(platform), "1.35");
  }

  private static Component tar(Platform platform) {
    return Samples.deb("tar", "1.34", "tar", platform);
  }
}
