package io.registrysidecar.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Severity;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.schema.Report;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SarifFormatTest {

  private static final Component TAR = Samples.deb("tar", "1.34", "tar", Samples.AMD64);

  @ParameterizedTest
  @ValueSource(strings = {"findings", "clean", "partial", "nothing-known", "index"})
  void itFollowsTheOasisSchema(String sample) throws Exception {
    byte[] sarif = ReportFormats.SARIF.render(Samples.report(sample), ReportFormat.Style.COMPACT);

    assertThat(errors(sarif)).isEmpty();
  }

  @Test
  void theSchemaCheckWouldNoticeADefect() throws Exception {
    String sarif = new String(render(Samples.findings(Samples.AMD64)), StandardCharsets.UTF_8);

    assertThat(
            errors(
                sarif
                    .replace("\"level\":\"error\"", "\"level\":\"fatal\"")
                    .getBytes(StandardCharsets.UTF_8)))
        .isNotEmpty();
  }

  @Test
  void aRuleIsTheCveBecauseThatIsWhatDenyListsName() throws Exception {
    JsonNode run = run(Samples.findings(Samples.AMD64));

    assertThat(run.at("/tool/driver/rules").findValuesAsText("id"))
        .containsExactly("CVE-2021-44228", "CVE-2024-5535", "CVE-2023-39804", "CVE-2005-2541");
    assertThat(run.at("/results").findValuesAsText("ruleId"))
        .containsExactly(
            "CVE-2021-44228", "CVE-2024-5535", "CVE-2024-5535", "CVE-2023-39804", "CVE-2005-2541");
    for (JsonNode result : run.at("/results")) {
      assertThat(run.at("/tool/driver/rules/" + result.get("ruleIndex").asInt() + "/id"))
          .isEqualTo(result.get("ruleId"));
    }
  }

  @Test
  void everyRuleSaysItsSeverityInTheWordsThatVerifiersLookFor() throws Exception {
    for (JsonNode rule : run(Samples.findings(Samples.AMD64)).at("/tool/driver/rules")) {
      assertThat(rule.at("/help/text").asText()).containsPattern("(?m)^Severity: [A-Z]+$");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CRITICAL,   9.8, error,   9.8",
    "CRITICAL,   5.0, error,   9.5",
    "HIGH,       9.8, error,   8.0",
    "HIGH,       7.0, error,   7.0",
    "MEDIUM,     6.9, warning, 6.9",
    "MEDIUM,     7.0, warning, 5.5",
    "LOW,        0.1, note,    0.1",
    "LOW,        0.0, note,    2.0",
    "NEGLIGIBLE, 9.8, note,    0.0",
    "UNKNOWN,    9.8, warning,",
  })
  void theFigureNeverContradictsTheWord(
      Severity severity, double cvss, String level, @Nullable String figure) throws Exception {
    Finding finding =
        new Finding(
            "CVE-2026-1",
            List.of(),
            severity,
            "Debian",
            Finding.Kind.VULNERABILITY,
            TAR,
            null,
            Finding.Status.AFFECTED,
            new Finding.Cvss("3.1", "CVSS:3.1/AV:N", cvss),
            "Debian",
            "Every version is affected.");

    JsonNode rule = run(report(finding)).at("/tool/driver/rules/0");

    assertThat(rule.at("/defaultConfiguration/level").asText()).isEqualTo(level);
    assertThat(rule.at("/properties/security-severity").asText(null)).isEqualTo(figure);
  }

  @Test
  void aFindingIsWhereItsComponentIs() throws Exception {
    JsonNode run = run(Samples.findings(Samples.AMD64));

    assertThat(run.at("/results/0/locations/0/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("app/service.jar%21/BOOT-INF/lib/log4j-core-2.14.1.jar");
    URI root = new URI(run.at("/originalUriBaseIds/IMAGE/uri").asText());
    assertThat(root.resolve("app/service.jar").toString())
        .startsWith("oci://registry.example.com/team/app@sha256:")
        .endsWith("/app/service.jar");
  }

  @Test
  void aSuppressedFindingIsMarkedAsSuch() throws Exception {
    Finding finding =
        Samples.with(
            Samples.debian("CVE-2026-1", Severity.LOW, TAR, null), Finding.Status.SUPPRESSED);

    JsonNode result = run(report(finding)).at("/results/0");

    assertThat(result.at("/suppressions/0/kind").asText()).isEqualTo("external");
  }

  @Test
  void aHostilePathStaysOneUri() throws Exception {
    String path = "opt/ü b/../%2e%2e/\u001b[31m\n?q#f\\";
    Component hostile =
        new Component(
            "pkg:npm/x@1",
            "npm",
            null,
            "x",
            "1",
            null,
            null,
            Samples.APP,
            List.of(path),
            null,
            List.of());

    JsonNode run = run(report(Samples.debian("CVE-2026-1", Severity.LOW, hostile, null)));
    String uri = run.at("/results/0/locations/0/physicalLocation/artifactLocation/uri").asText();

    assertThat(new URI(uri).getPath()).isEqualTo(path);
    assertThat(uri).isEqualTo("opt/%C3%BC%20b/../%252e%252e/%1B%5B31m%0A%3Fq%23f%5C");
  }

  @Test
  void itDoesNotChangeWithTheTimeOfTheScan() {
    Report report = Samples.findings(Samples.AMD64);
    String text = new String(render(report), StandardCharsets.UTF_8);

    assertThat(text).doesNotContain("2026-11-21T", report.scan().id());
  }

  private static Report report(Finding finding) {
    return ReportAssembler.assemble(
        Samples.outcome(List.of(finding.component()), List.of(finding)));
  }

  private static JsonNode run(Report report) throws Exception {
    return new JsonMapper().readTree(render(report)).at("/runs/0");
  }

  private static byte[] render(Report report) {
    return ReportFormats.SARIF.render(report, ReportFormat.Style.COMPACT);
  }

  private static List<String> errors(byte[] sarif) throws Exception {
    try (InputStream official =
        SarifFormatTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      Schema schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
              .getSchema(new JsonMapper().readTree(official));
      return new ArrayList<>(
          schema
              .validate(
                  new String(sarif, StandardCharsets.UTF_8),
                  InputFormat.JSON,
                  context -> context.executionConfig(c -> c.formatAssertionsEnabled(true)))
              .stream()
              .map(Object::toString)
              .toList());
    }
  }
}
