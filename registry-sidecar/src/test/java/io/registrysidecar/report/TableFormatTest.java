package io.registrysidecar.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Severity;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.schema.Report;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableFormatTest {

  private static final String ESCAPE = "\u001b";

  @Test
  void colourIsForTerminalsAndChangesNoWord() {
    Report report = Samples.findings(Samples.AMD64);

    assertThat(render(report, ReportFormat.Style.COLOURED)).contains(ESCAPE + "[1;31mcritical");
    assertThat(render(report, ReportFormat.Style.COLOURED).replaceAll(ESCAPE + "\\[[0-9;]*m", ""))
        .isEqualTo(render(report, ReportFormat.Style.READABLE));
    assertThat(render(report, ReportFormat.Style.READABLE)).doesNotContain(ESCAPE);
  }

  @ParameterizedTest
  @CsvSource({
    "clean,         No findings.",
    "partial,       'No findings in what was looked at, which is not everything.'",
    "nothing-known, Nothing is known about this image.",
  })
  void onlyACompleteScanSaysThatThereIsNothing(String sample, String sentence) {
    assertThat(render(Samples.report(sample), ReportFormat.Style.READABLE).lines())
        .contains(sentence);
  }

  @Test
  void whatWasNotLookedAtIsAlwaysShown() {
    assertThat(render(Samples.partial(), ReportFormat.Style.READABLE))
        .contains(
            "Coverage: partial",
            "layer-unreadable: ",
            "release-without-advisories: ",
            "opt/tools/old.jar");
  }

  @Test
  void whatIsSuppressedSaysWhy() {
    Component tar = Samples.deb("tar", "1.34", "tar", Samples.AMD64);
    List<Finding> many =
        IntStream.range(0, 22)
            .mapToObj(i ->
                Samples.debian("CVE-2026-1" + i, Severity.LOW, tar, null)
                    .judged(Finding.Status.SUPPRESSED, "fixed (VEX of Ada); otherwise: it is old"))
            .toList();

    String table =
        render(
            ReportAssembler.assemble(Samples.outcome(List.of(tar), many)),
            ReportFormat.Style.READABLE);

    assertThat(table)
        .contains("22 suppressed, not counted.\n  CVE-2026-10 in tar: fixed (VEX of Ada)\n")
        .contains("  … and 2 more; --format json has all of them\nCoverage: ");
  }

  @Test
  void anImageCannotSpeakToTheTerminal() {
    Component hostile =
        new Component(
            "pkg:npm/x@1",
            "npm",
            null,
            "x\u001b]0;owned\u0007\u202egnp.exe\r\ncritical",
            "1\u009b2J",
            null,
            null,
            Samples.APP,
            List.of(),
            null,
            List.of());
    Report report =
        ReportAssembler.assemble(
            Samples.outcome(
                List.of(hostile),
                List.of(Samples.debian("CVE-2026-1", Severity.LOW, hostile, null))));

    String table = render(report, ReportFormat.Style.READABLE);

    assertThat(table).contains("x\ufffd]0;owned\ufffd\ufffdgnp.exe\ufffd\ufffdcritical");
    assertThat(table.chars().filter(c -> Character.isISOControl(c) && c != '\n')).isEmpty();
    assertThat(table).doesNotContain("\u202e");
  }

  @Test
  void aNameWithoutEndIsCut() {
    Component endless =
        new Component(
            "pkg:npm/x@1",
            "npm",
            null,
            "😀".repeat(10_000),
            "1",
            null,
            null,
            Samples.APP,
            List.of(),
            null,
            List.of());
    Report report =
        ReportAssembler.assemble(
            Samples.outcome(
                List.of(endless),
                List.of(Samples.debian("CVE-2026-1", Severity.LOW, endless, null))));

    assertThat(render(report, ReportFormat.Style.READABLE).lines())
        .contains("low       CVE-2026-1  " + "😀".repeat(59) + "…  1          -      affected");
  }

  private static String render(Report report, ReportFormat.Style style) {
    return new String(ReportFormats.TABLE.render(report, style), StandardCharsets.UTF_8);
  }
}
