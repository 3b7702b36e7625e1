package io.registrysidecar.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.registrysidecar.advisory.Severity;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.schema.AdvisoriesInfo;
import io.registrysidecar.schema.Report;
import io.registrysidecar.schema.ScanInfo;
import java.time.Instant;
import java.util.List;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CycloneDxFormatTest {

  private static final Component TAR = Samples.deb("tar", "1.34", "tar", Samples.AMD64);

  @ParameterizedTest
  @ValueSource(strings = {"findings", "clean", "partial", "nothing-known", "index"})
  void theOfficialValidatorAcceptsIt(String sample) throws Exception {
    for (ReportFormat.Style style : ReportFormat.Style.values()) {
      byte[] bom = ReportFormats.CYCLONEDX.render(Samples.report(sample), style);

      assertThat(new JsonParser().validate(bom, Version.VERSION_16)).isEmpty();
    }
  }

  @Test
  void theOfficialParserFindsWhatWePutIn() throws Exception {
    var bom = new JsonParser().parse(render(Samples.findings(Samples.AMD64)));

    assertThat(bom.getMetadata().getComponent().getPurl())
        .startsWith("pkg:oci/app@sha256%3A")
        .contains("repository_url=registry.example.com%2Fteam%2Fapp");
    assertThat(bom.getComponents())
        .extracting(org.cyclonedx.model.Component::getPurl)
        .contains("pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1");
    assertThat(bom.getComponents())
        .filteredOn(component -> component.getName().equals("log4j-core"))
        .extracting(org.cyclonedx.model.Component::getGroup)
        .containsExactly("org.apache.logging.log4j");
    assertThat(bom.getDependencies().getFirst().getDependencies()).hasSize(5);
  }

  @Test
  void itDoesNotChangeWhenOnlyAdvisoriesTimesOrTagsChange() {
    Report before = report(List.of(TAR), Samples.SCAN, Samples.ADVISORIES, "1.0");
    Report after =
        ReportAssembler.assemble(
            new ScanOutcome(
                Samples.image("registry.example.com/team/app", "same", Samples.AMD64, "1.0", "1.1"),
                new ScanInfo(
                    "another",
                    Instant.parse("2027-01-01T00:00:00Z"),
                    Instant.parse("2027-01-01T00:00:01Z"),
                    Samples.SCAN.scanner()),
                AdvisoriesInfo.none(),
                new Inventory(Samples.BOOKWORM, List.of(TAR), List.of()),
                List.of(Samples.debian("CVE-2026-1", Severity.HIGH, TAR, null)),
                List.of(CoverageNote.of("advisories-old", "The advisories are a month old."))));

    assertThat(render(after)).isEqualTo(render(before));
  }

  @Test
  void itsSerialNumberFollowsItsContent() throws Exception {
    String one = serialNumber(report(List.of(TAR), Samples.SCAN, Samples.ADVISORIES));
    String two =
        serialNumber(report(List.of(TAR, Samples.LOG4J), Samples.SCAN, Samples.ADVISORIES));

    assertThat(one)
        .matches("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
        .isNotEqualTo(two);
  }

  @Test
  void theSameComponentInTwoLayersIsOneComponentWithTwoPlaces() throws Exception {
    JsonNode bom =
        json(
            report(
                List.of(npm("app/a", Samples.BASE), npm("app/b", Samples.APP)),
                Samples.SCAN,
                Samples.ADVISORIES));

    assertThat(bom.at("/components")).hasSize(2); // and the distribution
    assertThat(bom.at("/components/1/evidence/occurrences")).hasSize(2);
    assertThat(bom.at("/components/1/group").asText()).isEqualTo("@scope");
    assertThat(bom.at("/components/1/name").asText()).isEqualTo("left-pad");
    assertThat(bom.at("/components/1/licenses/0/expression").asText()).isEqualTo("MIT OR WTFPL");
    assertThat(bom.at("/components/1/properties").findValuesAsText("value"))
        .contains(
            Samples.BASE.toString(), Samples.APP.toString(), "pkg:deb/debian/node-left-pad@1.0.0");
  }

  @Test
  void whatWasNotReadMakesItIncomplete() throws Exception {
    assertThat(json(Samples.partial()).at("/compositions/0/aggregate").asText())
        .isEqualTo("incomplete");
    assertThat(json(Samples.clean()).at("/compositions/0/aggregate").asText()).isEqualTo("unknown");
  }

  private static Component npm(String path, Digest layer) {
    return new Component(
        "pkg:npm/%40scope/left-pad@1.0.0",
        "npm",
        null,
        "@scope/left-pad",
        "1.0.0",
        null,
        null,
        layer,
        List.of(path + "/package.json"),
        "pkg:deb/debian/node-left-pad@1.0.0",
        List.of("MIT OR WTFPL"));
  }

  private static Report report(
      List<Component> components, ScanInfo scan, AdvisoriesInfo advisories, String... tags) {
    return ReportAssembler.assemble(
        new ScanOutcome(
            Samples.image("registry.example.com/team/app", "same", Samples.AMD64, tags),
            scan,
            advisories,
            new Inventory(Samples.BOOKWORM, components, List.of()),
            List.of(),
            List.of()));
  }

  private static String serialNumber(Report report) throws Exception {
    return json(report).at("/serialNumber").asText();
  }

  private static JsonNode json(Report report) throws Exception {
    return new JsonMapper().readTree(render(report));
  }

  private static byte[] render(Report report) {
    return ReportFormats.CYCLONEDX.render(report, ReportFormat.Style.COMPACT);
  }
}
