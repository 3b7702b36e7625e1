package io.registrysidecar.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.schema.Report;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpdxFormatTest {

  private static final String OWNER = "pkg:deb/debian/tar@1.34?arch=amd64&distro=debian-12";

  @ParameterizedTest
  @ValueSource(strings = {"findings", "clean", "partial", "nothing-known", "index"})
  void itFollowsTheOfficialSchema(String sample) throws Exception {
    assertThat(errors(render(Samples.report(sample)))).isEmpty();
  }

  @Test
  void theSchemaCheckWouldNoticeADefect() throws Exception {
    assertThat(errors(render(Samples.clean()).replace("CONTAINER", "BOX"))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"findings", "clean", "partial", "nothing-known", "index"})
  void everyRelationshipIsBetweenTwoThingsThatAreThere(String sample) throws Exception {
    JsonNode document = json(Samples.report(sample));
    Set<String> ids = new HashSet<>(document.at("/packages").findValuesAsText("SPDXID"));
    assertThat(ids).as("no identifier comes twice").hasSameSizeAs(document.at("/packages"));
    ids.add("SPDXRef-DOCUMENT");

    assertThat(document.at("/relationships").findValuesAsText("spdxElementId")).isSubsetOf(ids);
    assertThat(document.at("/relationships").findValuesAsText("relatedSpdxElement"))
        .isSubsetOf(ids);
  }

  @Test
  void aLayerContainsWhatItBroughtInAndAnOwnerWhatItOwns() throws Exception {
    Report report = ReportAssembler.assemble(Samples.outcome(List.of(tar(), owned()), List.of()));
    String owner = SpdxPackage.idOf(OWNER);
    String owned = SpdxPackage.idOf("pkg:npm/left-pad@1.0.0");

    assertThat(relationships(report))
        .contains(
            "DOCUMENT DESCRIBES Image",
            "Image CONTAINS OperatingSystem",
            "Image CONTAINS Layer-1",
            "Layer-1 CONTAINS " + owner,
            "Layer-2 CONTAINS " + owned,
            owner + " CONTAINS " + owned,
            "Image DEPENDS_ON " + owned);
  }

  @Test
  void aPackageSaysInWhichLayerAndFileItWasFound() throws Exception {
    JsonNode document =
        json(ReportAssembler.assemble(Samples.outcome(List.of(owned()), List.of())));

    assertThat(document.at("/packages").findValuesAsText("sourceInfo"))
        .contains("found in layer " + Samples.APP + " at app/left-pad/package.json");
  }

  @Test
  void aLicenceThatIsNotOnTheListIsQuoted() throws Exception {
    JsonNode document =
        json(ReportAssembler.assemble(Samples.outcome(List.of(owned()), List.of())));
    JsonNode quoted = document.at("/hasExtractedLicensingInfos/0");

    assertThat(quoted.path("extractedText").asText()).isEqualTo("Our house rules");
    assertThat(document.at("/packages").findValuesAsText("licenseDeclared"))
        .contains("(MIT OR WTFPL) AND " + quoted.path("licenseId").asText());
  }

  @Test
  void whatWasNotReadIsSaid() throws Exception {
    assertThat(json(Samples.partial()).path("comment").asText())
        .startsWith("Not everything was read.")
        .contains("opt/tools/old.jar");
    assertThat(json(Samples.clean()).has("comment")).isFalse();
  }

  @Test
  void itsNamespaceFollowsItsContent() throws Exception {
    assertThat(json(Samples.clean()).path("documentNamespace").asText())
        .startsWith("urn:uuid:")
        .isEqualTo(json(Samples.clean()).path("documentNamespace").asText())
        .isNotEqualTo(json(Samples.partial()).path("documentNamespace").asText());
  }

  @Test
  void tagsAndValuesSayWhatTheJsonSays() throws Exception {
    Report report = Samples.findings(Samples.AMD64);
    JsonNode document = json(report);
    List<String> lines = tagValue(report).lines().toList();

    for (JsonNode each : document.at("/packages")) {
      assertThat(lines)
          .contains(
              "PackageName: " + each.path("name").asText(),
              "SPDXID: " + each.path("SPDXID").asText(),
              "PackageLicenseDeclared: " + each.path("licenseDeclared").asText());
    }
    assertThat(lines)
        .filteredOn(line -> line.startsWith("Relationship: "))
        .hasSameSizeAs(document.at("/relationships"));
    assertThat(lines).contains("DocumentNamespace: " + document.path("documentNamespace").asText());
  }

  @Test
  void aNameFromTheImageCannotForgeALine() {
    Component evil =
        new Component(
            "pkg:npm/evil@1",
            "npm",
            null,
            "evil\nPackageName: openssl",
            "1",
            null,
            null,
            Samples.APP,
            List.of("a</text>\nSPDXID: SPDXRef-Image"),
            null,
            List.of("<text>never closed"));

    String document = tagValue(ReportAssembler.assemble(Samples.outcome(List.of(evil), List.of())));

    assertThat(document.lines())
        .noneMatch(line -> line.equals("PackageName: openssl"))
        .allMatch(line -> line.isEmpty() || line.matches("[A-Za-z]+: .+"))
        .allMatch(line -> line.contains("<text>") == line.endsWith("</text>"));
  }

  private static Component tar() {
    return new Component(
        OWNER,
        "Debian",
        "12",
        "tar",
        "1.34",
        null,
        null,
        Samples.BASE,
        List.of("var/lib/dpkg/status"),
        null,
        List.of("GPL-3.0-or-later"));
  }

  private static Component owned() {
    return new Component(
        "pkg:npm/left-pad@1.0.0",
        "npm",
        null,
        "left-pad",
        "1.0.0",
        null,
        null,
        Samples.APP,
        List.of("app/left-pad/package.json"),
        OWNER,
        List.of("mit OR WTFPL", "Our house rules"));
  }

  private static List<String> relationships(Report report) throws Exception {
    List<String> found = new ArrayList<>();
    for (JsonNode each : json(report).at("/relationships")) {
      found.add(
          (each.path("spdxElementId").asText()
                  + " "
                  + each.path("relationshipType").asText()
                  + " "
                  + each.path("relatedSpdxElement").asText())
              .replace("SPDXRef-", ""));
    }
    return found;
  }

  private static List<com.networknt.schema.Error> errors(String document) throws Exception {
    try (InputStream text = SpdxFormatTest.class.getResourceAsStream("spdx/spdx-2.3.schema.json")) {
      assertThat(text).isNotNull();
      Schema schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
              .getSchema(new String(text.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
      return schema.validate(document, InputFormat.JSON);
    }
  }

  private static JsonNode json(Report report) throws Exception {
    return new JsonMapper().readTree(render(report));
  }

  private static String render(Report report) {
    return text("spdx", report);
  }

  private static String tagValue(Report report) {
    return text("spdx-tv", report);
  }

  private static String text(String format, Report report) {
    byte[] bytes =
        ReportFormats.named(format).orElseThrow().render(report, ReportFormat.Style.READABLE);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
