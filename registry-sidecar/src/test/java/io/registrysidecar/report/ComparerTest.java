package io.registrysidecar.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Severity;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.schema.Report;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparerTest {

  private static final Component TAR_1 = Samples.deb("tar", "1.34", "tar", Samples.AMD64);
  private static final Component TAR_2 = Samples.deb("tar", "1.35", "tar", Samples.AMD64);
  private static final Component BASH = Samples.deb("bash", "5.2", "bash", Samples.AMD64);
  private static final Component CURL = Samples.deb("curl", "8.1", "curl", Samples.AMD64);

  @Test
  void packagesAreAddedRemovedAndChanged() {
    Comparison comparison =
        Comparer.compare(report(List.of(TAR_1, BASH)), report(List.of(TAR_2, CURL)));

    assertThat(comparison.packages())
        .extracting(each ->
            each.change().word() + " " + each.name() + " " + each.before() + " " + each.after())
        .containsExactly(
            "removed bash [5.2] []", "added curl [] [8.1]", "changed tar [1.34] [1.35]");
  }

  @Test
  void anImageDoesNotDifferFromItself() {
    Report findings = Samples.findings(Samples.AMD64);
    Comparison comparison = Comparer.compare(findings, findings);

    assertThat(comparison.packages()).isEmpty();
    assertThat(comparison.findings()).isEmpty();
  }

  @Test
  void aFurtherVersionBesideTheOldOneIsAChange() {
    Comparison comparison = Comparer.compare(report(List.of(TAR_1)), report(List.of(TAR_1, TAR_2)));

    assertThat(comparison.packages().getFirst().after()).containsExactly("1.34", "1.35");
  }

  @Test
  void aNewVersionWithTheSameProblemIsNoNewFinding() {
    Comparison comparison =
        Comparer.compare(
            report(List.of(TAR_1), Samples.debian("CVE-2026-1", Severity.LOW, TAR_1, null)),
            report(List.of(TAR_2), Samples.debian("CVE-2026-1", Severity.LOW, TAR_2, null)));

    assertThat(comparison.findings()).isEmpty();
  }

  @Test
  void findingsComeAndGoAndAreJudgedAnewWorstFirst() {
    Comparison comparison =
        Comparer.compare(
            report(
                List.of(TAR_1),
                Samples.debian("CVE-2026-1", Severity.LOW, TAR_1, null),
                Samples.debian("CVE-2026-2", Severity.MEDIUM, TAR_1, "1.35")),
            report(
                List.of(TAR_2),
                Samples.debian("CVE-2026-1", Severity.HIGH, TAR_2, null),
                Samples.debian("CVE-2026-3", Severity.CRITICAL, TAR_2, null)));

    assertThat(comparison.findings())
        .extracting(each -> each.change().word() + " " + each.id() + " of " + each.component())
        .containsExactly(
            "added CVE-2026-3 of pkg:deb/debian/tar",
            "changed CVE-2026-1 of pkg:deb/debian/tar",
            "removed CVE-2026-2 of pkg:deb/debian/tar");
  }

  @Test
  void theTableSaysWhereNobodyLooked() {
    String table =
        new String(
            ComparisonFormats.table(
                Comparer.compare(report(List.of(TAR_1)), Samples.nothingKnown()),
                ReportFormat.Style.READABLE),
            StandardCharsets.UTF_8);

    assertThat(table)
        .contains("Packages: 1 added, 1 removed, 0 changed")
        .contains("Coverage of the second image: none")
        .doesNotContain("Coverage of the first");
  }

  @Test
  void theJsonSaysTheSameEachTime() throws Exception {
    Comparison comparison =
        Comparer.compare(
            report(List.of(TAR_1), Samples.debian("CVE-2026-2", Severity.LOW, TAR_1, "1.35")),
            report(List.of(TAR_2)));
    byte[] json = ComparisonFormats.json(comparison);
    JsonNode read = new JsonMapper().readTree(json);

    assertThat(json).isEqualTo(ComparisonFormats.json(comparison));
    assertThat(read.at("/packages/0/before/0").asText()).isEqualTo("1.34");
    assertThat(read.at("/findings/0/change").asText()).isEqualTo("removed");
    assertThat(read.at("/findings/0/before/fixed").asText()).isEqualTo("1.35");
    assertThat(read.at("/summary/packages/changed").asInt()).isEqualTo(1);
    assertThat(read.at("/after/coverage").asText()).isEqualTo("complete");
  }

  private static Report report(List<Component> components, Finding... findings) {
    return ReportAssembler.assemble(Samples.outcome(components, List.of(findings)));
  }
}
