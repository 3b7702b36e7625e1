package io.registrysidecar.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Identification;
import io.registrysidecar.inventory.Identification.Basis;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.report.ReportFormat.Style;
import io.registrysidecar.schema.IdentityInfo;
import io.registrysidecar.schema.Report;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.cyclonedx.parsers.XmlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How sure a component's name is, in every format that has a place for it. */
final class IdentitiesTest {

  @Test
  void aComponentThatNamesItselfNeedsNoWordAboutIt() throws Exception {
    Report report = report(jar(Basis.STATED, Samples.APP));

    assertThat(report.components().getFirst().identity()).isNull();
    assertThat(component(report).at("/evidence/identity").isMissingNode()).isTrue();
    assertThat(table(report)).doesNotContain("uncertain");
  }

  @Test
  void theReportSaysHowSureItIsAndWhy() {
    assertThat(report(jar(Basis.FILE_NAME, Samples.APP)).components().getFirst().identity())
        .isEqualTo(new IdentityInfo("low", "file-name"));
    assertThat(report(jar(Basis.CLASS_PACKAGES, Samples.APP)).components().getFirst().identity())
        .isEqualTo(new IdentityInfo("medium", "class-packages"));
    assertThat(report(jar(Basis.MANIFEST, Samples.APP)).components().getFirst().identity())
        .isEqualTo(new IdentityInfo("high", "manifest"));
  }

  @Test
  void cycloneDxHasItAsEvidence() throws Exception {
    JsonNode identity =
        component(report(jar(Basis.FILE_NAME, Samples.APP))).at("/evidence/identity/0");

    assertThat(identity.path("field").asText()).isEqualTo("group");
    assertThat(identity.path("concludedValue").asText()).isEqualTo("oro");
    assertThat(identity.path("confidence").asDouble()).isEqualTo(0.3);
    assertThat(identity.at("/methods/0/technique").asText()).isEqualTo("filename");
  }

  @ParameterizedTest
  @EnumSource(Basis.class)
  void theOfficialValidatorsAcceptEach(Basis basis) throws Exception {
    Report report = report(jar(basis, Samples.APP));

    assertThat(
            new JsonParser()
                .validate(
                    ReportFormats.CYCLONEDX.render(report, Style.COMPACT), Version.VERSION_16))
        .isEmpty();
    assertThat(
            new XmlParser()
                .validate(
                    ReportFormats.named("cyclonedx-xml")
                        .orElseThrow()
                        .render(report, Style.COMPACT),
                    Version.VERSION_16))
        .isEmpty();
  }

  @Test
  void whatOnePlaceStatesIsSure() throws Exception {
    Report report = report(jar(Basis.FILE_NAME, Samples.BASE), jar(Basis.STATED, Samples.APP));

    assertThat(component(report).at("/evidence/identity").isMissingNode()).isTrue();
  }

  @Test
  void thoseWhoReadATableAreToldOfGuesses() {
    assertThat(table(report(jar(Basis.FILE_NAME, Samples.APP))))
        .contains("1 component of uncertain name, told by the file name alone: oro:oro 2.0.8\n");
    assertThat(table(report(jar(Basis.CLASS_PACKAGES, Samples.APP)))).doesNotContain("uncertain");
  }

  @Test
  void spdxHasItInAComment() {
    assertThat(
            new String(
                ReportFormats.named("spdx")
                    .orElseThrow()
                    .render(report(jar(Basis.FILE_NAME, Samples.APP)), Style.COMPACT),
                StandardCharsets.UTF_8))
        .contains("identity: only the file name tells; the group was taken from it (file-name)");
  }

  private static Component jar(Basis basis, Digest layer) {
    return new Component(
        "pkg:maven/oro/oro@2.0.8",
        "Maven",
        null,
        "oro:oro",
        "2.0.8",
        null,
        null,
        layer,
        List.of("opt/oro-2.0.8.jar"),
        null,
        List.of(),
        new Identification(basis, "org.apache.oro"));
  }

  private static Report report(Component... components) {
    return ReportAssembler.assemble(Samples.outcome(List.of(components), List.of()));
  }

  private static String table(Report report) {
    return new String(ReportFormats.TABLE.render(report, Style.READABLE), StandardCharsets.UTF_8);
  }

  /** The one beside the distribution. */
  private static JsonNode component(Report report) throws Exception {
    JsonNode components =
        JsonMapper.builder()
            .build()
            .readTree(ReportFormats.CYCLONEDX.render(report, Style.COMPACT))
            .path("components");
    return components.path(components.size() - 1);
  }
}
