package io.registrysidecar.inventory.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Distribution;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.inventory.SourcePackage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bills of materials as other tools write them; see {@code inventory/sbom/README.md}. */
class SbomFileTest {

  private static final String BASE =
      "sha256:04b6e8827340ac1b69a0deb2452353acf2daf8ab6b1c6c47eab62b868d5317c0";

  @ParameterizedTest
  @CsvSource({
    "syft.json, Syft JSON",
    "syft.cdx.json, CycloneDX 1.7",
    "syft.cdx.xml, CycloneDX 1.7",
    "syft.spdx.json, SPDX-2.3",
    "syft.spdx, SPDX",
    "trivy.cdx.json, CycloneDX 1.7",
    "trivy.spdx.json, SPDX-2.3",
  })
  void whatOthersFoundIsTheInventory(String file, String format) throws Exception {
    SbomFile sbom = SbomFile.read(fixture(file));

    assertThat(sbom.format()).isEqualTo(format);
    assertThat(Objects.requireNonNull(sbom.inventory().distribution()).id()).isEqualTo("debian");
    assertThat(sbom.inventory().components())
        .extracting(each -> each.ecosystem() + " " + each.name() + " " + each.version())
        .contains(
            "Debian bash 5.2.15-2+b13",
            "Debian libc6 2.36-9+deb12u14",
            "Debian openssl 3.0.20-1~deb12u2",
            file.startsWith("trivy")
                ? "npm lodash 4.17.15"
                : "Maven org.apache.logging.log4j:log4j-core 2.14.1")
        .hasSize(4);
    assertThat(component(sbom, "libc6").release()).isEqualTo("12");
    assertThat(component(sbom, "libc6").source())
        .as("what Debian's advisories name")
        .extracting(SourcePackage::name)
        .isEqualTo("glibc");
    assertThat(component(sbom, "bash").source()).isEqualTo(new SourcePackage("bash", "5.2.15-2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"syft.json", "syft.cdx.json", "syft.cdx.xml"})
  void layerAndPathAreTakenOver(String file) throws Exception {
    Component bash = component(SbomFile.read(fixture(file)), "bash");

    assertThat(bash.layer()).hasToString(BASE);
    assertThat(bash.paths()).containsExactly("var/lib/dpkg/status");
  }

  @Test
  void aListIsNeverMoreThanAList() throws Exception {
    assertThat(SbomFile.read(fixture("syft.json")).inventory().notes())
        .extracting(CoverageNote::code)
        .containsExactly("sbom-not-verified");
  }

  @Test
  void whatOnlyServedToBuildIsLeftOutAndNamed() throws Exception {
    SbomFile sbom =
        SbomFile.read(
            bytes(
                """
                {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
                  {"type": "library", "name": "cc", "scope": "excluded", "purl": "pkg:cargo/cc@1.4.0"},
                  {"type": "library", "name": "asn1", "scope": "required", "purl": "pkg:cargo/asn1@0.24.1"}
                ]}
                """));

    assertThat(sbom.inventory().components()).extracting(Component::name).containsExactly("asn1");
    assertThat(sbom.inventory().notes())
        .extracting(CoverageNote::message)
        .anyMatch(message -> message.contains("cc (its scope is excluded)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pkg:conda/openssl@3.3.1?build=h4bc722e_3&channel=conda-forge&subdir=linux-64&type=conda",
        "pkg:julia/HTTP@1.9.4?uuid=cd3eb016-35fb-5094-929b-558a96fad6f3",
        "pkg:gem/nokogiri@1.16.0?platform=x86_64-linux",
      })
  void whatTellsWhichPackageItIsStaysInItsPackageUrl(String purl) throws Exception {
    assertThat(
            SbomFile.read(
                    bytes(
                        """
                        {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
                          {"type": "library", "name": "a", "purl": "%s"}]}
                        """
                            .formatted(purl)))
                .inventory()
                .components())
        .extracting(Component::purl)
        .containsExactly(purl);
  }

  @Test
  void whatCannotBeMatchedIsCountedAndNamed() throws Exception {
    SbomFile sbom =
        SbomFile.read(
            bytes(
                """
                {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
                  {"type": "library", "name": "nameless", "version": "1"},
                  {"type": "library", "name": "broken", "purl": "no purl"},
                  {"type": "library", "name": "versionless", "purl": "pkg:npm/versionless"},
                  {"type": "library", "name": "tar", "purl": "pkg:deb/debian/tar@1?distro=debian-12"},
                  {"type": "library", "name": "foreign", "purl": "pkg:deb/ubuntu/foreign@1"},
                  {"type": "file", "name": "/etc/passwd"},
                  {"type": "library", "name": "good", "version": "2", "purl": "pkg:npm/good"}
                ]}
                """));

    assertThat(sbom.inventory().components())
        .extracting(Component::name)
        .containsExactly("tar", "good");
    assertThat(sbom.inventory().notes())
        .filteredOn(note -> note.code().equals("sbom-component-unusable"))
        .singleElement()
        .satisfies(
            note -> assertThat(note.message()).startsWith("4 components").contains("nameless"));
  }

  /** Red Hat's packages are in the namespace {@code redhat}, and its system is called rhel. */
  @ParameterizedTest
  @CsvSource({
    "pkg:rpm/redhat/bash@5.1.8-6.el9?distro=rhel-9.2, rhel, 9.2, rhel 9.2",
    "pkg:deb/debian/tar@1?distro=debian-12, debian, 12, debian 12",
    "pkg:ebuild/app-arch/tar@1.35?distro=gentoo, gentoo, , gentoo",
    "pkg:rpm/opensuse/tar@1?distro=opensuse-leap-15.5, opensuse-leap, 15.5, opensuse-leap 15.5",
  })
  void packagesTellTheSystemWhereNothingElseDoes(
      String purl, String id, @Nullable String version, String name) throws Exception {
    String document =
        "{\"spdxVersion\": \"SPDX-2.3\", \"packages\": [" + entry(purl.toCharArray()) + "]}";

    Inventory inventory = SbomFile.read(bytes(document)).inventory();

    assertThat(inventory.distribution())
        .isEqualTo(new Distribution(id, version, null, name, List.of()));
    assertThat(inventory.components()).hasSize(1);
  }

  @Test
  void aSystemWithoutANameForPeopleIsCalledByItsIdentifier() throws Exception {
    SbomFile sbom =
        SbomFile.read(
            bytes(
                """
                {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
                  {"type": "operating-system", "name": "debian", "version": "10"}
                ]}
                """));

    assertThat(sbom.inventory().distribution())
        .isEqualTo(new Distribution("debian", "10", null, "debian 10", List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pkg:npm/%zz@1",
        "pkg:npm/%ff@1",
        "pkg:npm/a@%",
        "pkg:npm/a@1?x",
        "pkg:npm/a@1?=&=",
        "pkg:npm/a@1?x=1&x=2",
        "pkg:/",
        "pkg:npm/%20@1",
        "pkg:deb/%20/a@1?distro=%20",
        "pkg:npm/@1",
        "pkg:deb/a@1?upstream=@",
        "pkg:deb/debian/a@1?distro=",
        "pkg:\u0000/\ufffd@\u202e",
      })
  void noPackageUrlBreaksTheRest(String purl) throws Exception {
    String document =
        "{\"spdxVersion\": \"SPDX-2.3\", \"packages\": ["
            + entry(JsonStringEncoder.getInstance().quoteAsString(purl))
            + ","
            + entry("pkg:npm/good@1".toCharArray())
            + "]}";

    assertThat(SbomFile.read(bytes(document)).inventory().components())
        .extracting(Component::purl)
        .contains("pkg:npm/good@1");
  }

  private static String entry(char[] purl) {
    return "{\"name\": \"x\", \"externalRefs\": [{\"referenceType\": \"purl\","
        + " \"referenceLocator\": \""
        + new String(purl)
        + "\"}]}";
  }

  @Test
  void publishersOfRpmPackagesMayHaveOtherNamesThanTheirSystem() throws Exception {
    String document =
        """
        {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
          {"type": "operating-system", "name": "rhel", "version": "9.4"},
          {"type": "library", "name": "bash", "purl": "pkg:rpm/redhat/bash@5.1.8-9.el9?arch=x86_64"}
        ]}
        """;

    assertThat(component(SbomFile.read(bytes(document)), "bash").version())
        .isEqualTo("5.1.8-9.el9");
  }

  @Test
  void componentsWithinComponentsAreComponents() throws Exception {
    String nested =
        """
        {"components": [{"type": "application", "name": "app", "purl": "pkg:npm/app@1",
          "components": [{"type": "library", "name": "part", "purl": "pkg:npm/part@2"}]}],
         "specVersion": "1.6", "bomFormat": "CycloneDX"}
        """;

    assertThat(SbomFile.read(bytes(nested)).inventory().components())
        .extracting(Component::purl)
        .containsExactly("pkg:npm/app@1", "pkg:npm/part@2");
  }

  @Test
  void theImageAndTheToolsAreNoComponents() throws Exception {
    String xml =
        """
        <bom xmlns="http://cyclonedx.org/schema/bom/1.6"><metadata>
          <tools><components><component type="application"><name>tool</name>
            <purl>pkg:npm/tool@1</purl></component></components></tools>
          <component type="container"><name>image</name></component></metadata>
          <components><component type="library"><name>new</name><version>2</version>
            <purl>pkg:npm/new@2</purl><pedigree><ancestors><component type="library">
            <name>old</name><purl>pkg:npm/old@1</purl></component></ancestors></pedigree>
          </component></components></bom>
        """;

    assertThat(SbomFile.read(bytes(xml)).inventory().components())
        .extracting(Component::purl)
        .containsExactly("pkg:npm/new@2");
  }

  private static Component component(SbomFile sbom, String name) {
    return sbom.inventory().components().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static byte[] fixture(String name) throws IOException {
    try (InputStream file = SbomFileTest.class.getResourceAsStream("/inventory/sbom/" + name)) {
      return Objects.requireNonNull(file, name).readAllBytes();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
