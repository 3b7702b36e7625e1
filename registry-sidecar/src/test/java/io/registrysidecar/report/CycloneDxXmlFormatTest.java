package io.registrysidecar.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.Component;
import io.registrysidecar.schema.Report;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cyclonedx.Version;
import org.cyclonedx.model.Bom;
import org.cyclonedx.parsers.JsonParser;
import org.cyclonedx.parsers.XmlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CycloneDxXmlFormatTest {

  @ParameterizedTest
  @ValueSource(strings = {"findings", "clean", "partial", "nothing-known", "index"})
  void itFollowsTheOfficialSchema(String sample) throws Exception {
    for (ReportFormat.Style style : ReportFormat.Style.values()) {
      byte[] bom = format().render(Samples.report(sample), style);

      assertThat(new XmlParser().validate(bom, Version.VERSION_16)).isEmpty();
    }
  }

  @Test
  void theSchemaCheckWouldNoticeADefect() throws Exception {
    String bom = new String(render(Samples.clean()), StandardCharsets.UTF_8);

    assertThat(
            new XmlParser()
                .validate(
                    bom.replace("type=\"library\"", "type=\"book\"")
                        .getBytes(StandardCharsets.UTF_8),
                    Version.VERSION_16))
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"findings", "clean", "partial"})
  void itSaysWhatTheJsonSays(String sample) throws Exception {
    Report report = Samples.report(sample);
    Bom xml = new XmlParser().parse(render(report));
    Bom json =
        new JsonParser().parse(ReportFormats.CYCLONEDX.render(report, ReportFormat.Style.COMPACT));

    assertThat(xml.getSerialNumber()).isEqualTo(json.getSerialNumber());
    assertThat(xml.getComponents()).isEqualTo(json.getComponents());
    assertThat(xml.getMetadata().getComponent()).isEqualTo(json.getMetadata().getComponent());
    assertThat(xml.getDependencies()).isEqualTo(json.getDependencies());
  }

  @Test
  void whatXmlCannotHoldDoesNotBreakIt() throws Exception {
    Component evil =
        new Component(
            "pkg:npm/evil@1",
            "npm",
            null,
            "evil\u0000</name><name>\ud800",
            "1",
            null,
            null,
            Samples.APP,
            List.of("a\u0007b"),
            null,
            List.of());

    byte[] bom = render(ReportAssembler.assemble(Samples.outcome(List.of(evil), List.of())));

    assertThat(new XmlParser().validate(bom, Version.VERSION_16)).isEmpty();
    assertThat(new XmlParser().parse(bom).getComponents())
        .extracting(org.cyclonedx.model.Component::getName)
        .contains("evil\ufffd</name><name>\ufffd");
  }

  private static ReportFormat format() {
    return ReportFormats.named("cyclonedx-xml").orElseThrow();
  }

  private static byte[] render(Report report) {
    return format().render(report, ReportFormat.Style.COMPACT);
  }
}
