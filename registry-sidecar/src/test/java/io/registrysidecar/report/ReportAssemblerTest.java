package io.registrysidecar.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Severity;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Distribution;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.schema.AdvisoriesInfo;
import io.registrysidecar.schema.Coverage;
import io.registrysidecar.schema.CoverageStatement;
import io.registrysidecar.schema.CoverageStatus;
import io.registrysidecar.schema.FindingInfo;
import io.registrysidecar.schema.FindingStatus;
import io.registrysidecar.schema.LayerInfo;
import io.registrysidecar.schema.Report;
import io.registrysidecar.schema.ReportReader;
import io.registrysidecar.schema.ReportWriter;
import io.registrysidecar.schema.Summary;
import io.registrysidecar.schema.VerdictResult;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportAssemblerTest {

  private static final Component OPENSSL =
      Samples.deb("openssl", "3.0.11-1~deb12u2", "openssl", Samples.AMD64);
  private static final Component TAR = Samples.deb("tar", "1.34", "tar", Samples.AMD64);

  @Test
  void theOrderInWhichThingsWereFoundDoesNotMatter() {
    Finding low = Samples.debian("CVE-2026-1", Severity.LOW, TAR, null);
    Finding high = Samples.debian("CVE-2026-2", Severity.HIGH, TAR, "1.35");
    CoverageNote first = CoverageNote.of("a", "The first.");
    CoverageNote second = new CoverageNote("b", "The second.", Samples.APP, "opt/x");

    Report report =
        assemble(Samples.outcome(List.of(OPENSSL, TAR), List.of(low, high), first, second));
    Report shuffled =
        assemble(Samples.outcome(List.of(TAR, OPENSSL), List.of(high, low), second, first));

    assertThat(ReportWriter.compact(shuffled)).isEqualTo(ReportWriter.compact(report));
    assertThat(report.findings())
        .extracting(FindingInfo::id)
        .containsExactly("DEBIAN-CVE-2026-2", "DEBIAN-CVE-2026-1");
  }

  @Test
  void makesNoReportForWhomWasInterrupted() {
    ScanOutcome onlyComponents = Samples.outcome(List.of(OPENSSL, TAR), List.of());
    ScanOutcome onlyFindings =
        Samples.outcome(List.of(), List.of(Samples.debian("CVE-2026-1", Severity.LOW, TAR, null)));

    for (ScanOutcome outcome : List.of(onlyComponents, onlyFindings)) {
      Thread.currentThread().interrupt();
      try {
        assertThatThrownBy(() -> assemble(outcome)).isInstanceOf(CancellationException.class);
      } finally {
        assertThat(Thread.interrupted()).as("whoever waits is still told").isTrue();
      }
    }
  }

  @Test
  void everySampleComesBackFromItsJson() throws Exception {
    for (Report report : Samples.REPORTS.values()) {
      assertThat(new ReportReader().read(ReportWriter.compact(report))).isEqualTo(report);
    }
  }

  @Test
  void aLayerCountsTheComponentsThatItBroughtInOnce() {
    ImageFacts twice =
        new ImageFacts(
            "registry.example.com/team/app",
            Samples.digest("twice"),
            null,
            Samples.AMD64,
            List.of(),
            List.of(Samples.BASE, Samples.APP, Samples.BASE));
    Report report =
        assemble(
            new ScanOutcome(
                twice,
                Samples.SCAN,
                Samples.ADVISORIES,
                new Inventory(null, List.of(OPENSSL, TAR, Samples.LOG4J), List.of()),
                List.of(),
                List.of()));

    assertThat(report.layers()).extracting(LayerInfo::components).containsExactly(2, 1, 0);
    assertThat(report.os()).isNull();
  }

  @Test
  void aRollingDistributionHasNoVersion() {
    Report report =
        assemble(
            new ScanOutcome(
                Samples.image("registry.example.com/team/app", "rolling", Samples.AMD64),
                Samples.SCAN,
                Samples.ADVISORIES,
                new Inventory(
                    new Distribution("arch", null, null, "Arch Linux", List.of()),
                    List.of(TAR),
                    List.of()),
                List.of(),
                List.of()));

    assertThat(report.os()).isNotNull();
    assertThat(report.os().version()).isEmpty();
  }

  @Test
  void aFixThatNobodyCanNameIsNoFix() {
    Finding nameless =
        Samples.with(
            Samples.debian("CVE-2026-1", Severity.HIGH, TAR, null), Finding.Status.FIXED_AVAILABLE);

    Report report = assemble(Samples.outcome(List.of(TAR), List.of(nameless)));

    assertThat(report.findings())
        .extracting(FindingInfo::status)
        .containsExactly(FindingStatus.AFFECTED);
    assertThat(report.summary()).isEqualTo(new Summary(0, 1, 0, 0, 0, 0, 0));
  }

  @Test
  void nobodyHasWrittenAPolicyYet() {
    assertThat(Samples.clean().verdict().result()).isEqualTo(VerdictResult.UNKNOWN);
    assertThat(Samples.clean().verdict().reasons()).containsExactly("no policy configured");
  }

  @Test
  void coverageIsCompleteOnlyWhenNobodyHadAnythingToSay() {
    assertThat(coverage(Samples.outcome(List.of(TAR), List.of())))
        .isEqualTo(new Coverage(CoverageStatus.COMPLETE, List.of()));
    assertThat(
            coverage(Samples.outcome(List.of(TAR), List.of(), CoverageNote.of("a", "A gap.")))
                .status())
        .isEqualTo(CoverageStatus.PARTIAL);
  }

  @Test
  void withoutAdvisoriesNothingIsKnown() {
    Coverage coverage = Samples.nothingKnown().coverage();

    assertThat(coverage.status()).isEqualTo(CoverageStatus.NONE);
    assertThat(coverage.statements())
        .extracting(CoverageStatement::code)
        .containsExactly("advisory-database-missing");
  }

  @Test
  void whoeverMatchesSaysItBetterThatThereAreNoAdvisories() {
    ScanOutcome outcome =
        new ScanOutcome(
            Samples.image("registry.example.com/team/app", "no database", Samples.AMD64),
            Samples.SCAN,
            AdvisoriesInfo.none(),
            new Inventory(Samples.BOOKWORM, List.of(TAR), List.of()),
            List.of(),
            List.of(CoverageNote.of("no-database", "The file /x is not there.")));

    assertThat(coverage(outcome).statements())
        .extracting(CoverageStatement::code)
        .containsExactly("no-database");
  }

  @Test
  void anImageInWhichNothingWasRecognisedIsNotClean() {
    Coverage coverage = coverage(Samples.outcome(List.of(), List.of()));

    assertThat(coverage.status()).isEqualTo(CoverageStatus.NONE);
    assertThat(coverage.statements())
        .extracting(CoverageStatement::code)
        .containsExactly("no-components");
  }

  @Test
  void tenThousandGapsAreCountedAndTheFirstOnesListed() {
    CoverageNote[] notes =
        IntStream.range(0, 10_000)
            .mapToObj(i ->
                new CoverageNote(
                    "file-unreadable", "Broken.", Samples.APP, "opt/%05d.jar".formatted(i)))
            .toArray(CoverageNote[]::new);

    Coverage coverage = coverage(Samples.outcome(List.of(TAR), List.of(), notes));

    assertThat(coverage.statements()).hasSize(CoverageRules.MAX_STATEMENTS);
    assertThat(coverage.statements().getFirst().path()).isEqualTo("opt/00000.jar");
    assertThat(coverage.statements().getLast().message())
        .isEqualTo("9801 more things were not covered; the first 199 are listed.");
  }

  private static Coverage coverage(ScanOutcome outcome) {
    return assemble(outcome).coverage();
  }

  private static Report assemble(ScanOutcome outcome) {
    return ReportAssembler.assemble(outcome);
  }
}
