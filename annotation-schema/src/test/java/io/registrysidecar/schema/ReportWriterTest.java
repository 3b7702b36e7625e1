package io.registrysidecar.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportWriterTest {

  @Test
  void equalReportsGiveEqualBytes() throws Exception {
    byte[] example = Published.exampleReport("index").getBytes(UTF_8);

    assertThat(ReportWriter.compact(new ReportReader().read(example)))
        .isEqualTo(ReportWriter.compact(new ReportReader().read(example)));
  }

  @Test
  void theRegistryGetsNoWhiteSpace() throws Exception {
    Report report = new ReportReader().read(Published.exampleReport("no-database").getBytes(UTF_8));

    assertThat(new String(ReportWriter.compact(report), UTF_8))
        .startsWith(
            "{\"schemaVersion\":\"1\",\"image\":{\"repository\":\"rootfs:/srv/root\",\"tags\":[]}")
        .doesNotContain("\n", "null");
  }

  @Test
  void aReportDoesNotChangeWithTheCollectionsItWasMadeFrom() throws Exception {
    Report example = new ReportReader().read(Published.exampleReport("clean").getBytes(UTF_8));
    List<Object> steps = new ArrayList<>(List.of("clone"));
    Map<String, Object> audit = new LinkedHashMap<>(Map.of("steps", steps));

    Report report = withAudit(example, audit);
    steps.add("build");
    audit.clear();

    assertThat(report.audit()).isEqualTo(Map.of("steps", List.of("clone")));
    assertThatThrownBy(() -> report.audit().put("more", 1))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private static Report withAudit(Report report, Map<String, Object> audit) {
    return new Report(
        report.schemaVersion(),
        report.image(),
        report.scan(),
        report.advisories(),
        report.coverage(),
        report.os(),
        report.base(),
        report.layers(),
        report.components(),
        report.findings(),
        report.checks(),
        report.secrets(),
        audit,
        report.signatures(),
        report.verdict(),
        report.summary(),
        report.platforms());
  }
}
