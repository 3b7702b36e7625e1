package io.registrysidecar.inventory.sbom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bills of materials that are broken, or written to break their reader. */
class WrongSbomFileTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                          | it is none of CycloneDX",
        "hello                                       | it is none of CycloneDX",
        "{}                                          | it is none of CycloneDX",
        "[]                                          | it is none of CycloneDX",
        "{\"bomFormat\": \"CycloneDX\", }            | line 1, column",
        "{\"bomFormat\": \"CycloneDX\"               | line 1, column",
        "{\"bomFormat\": \"CycloneDX\"} {}           | something follows",
        "{\"spdxVersion\": \"SPDX-3.0\"}             | it is none of CycloneDX",
        "<html/>                                     | its outermost element is html",
        "<bom xmlns='http://cyclonedx.org/schema/bom/1.6'> | line 1",
        "SPDXVersion: SPDX-2.3 \\n gibberish          | line 2: there is no tag",
        "SPDXVersion: SPDX-2.3 \\n PackageComment: <text>a | line 2: the text does not end",
      })
  void whatIsWrongAndWhereIsSaid(String document, String reason) {
    assertThatThrownBy(() -> SbomFile.read(bytes(document.replace("\\n", "\n"))))
        .isInstanceOf(MalformedSbom.class)
        .hasMessageContaining(reason);
  }

  @Test
  void nothingOutsideOfTheDocumentIsRead() {
    String external =
        "<!DOCTYPE bom [<!ENTITY file SYSTEM 'file:///etc/passwd'>]>"
            + "<bom xmlns='http://cyclonedx.org/schema/bom/1.6'>&file;</bom>";

    assertThatThrownBy(() -> SbomFile.read(bytes(external))).isInstanceOf(MalformedSbom.class);
  }

  @Test
  void aDocumentTypeDefinitionWithWhatIsNoCharacterIsBroken() {
    String broken =
        "<!DOCTYPE bom [\u0004]><bom xmlns='http://cyclonedx.org/schema/bom/1.6'></bom>";

    assertThatThrownBy(() -> SbomFile.read(bytes(broken))).isInstanceOf(MalformedSbom.class);
  }

  @Test
  void depthAndNumberAreBounded() {
    String deep = "{\"bomFormat\": \"CycloneDX\", \"x\": " + "[".repeat(5_000) + "]".repeat(5_000);
    String deepXml =
        "<bom xmlns='http://cyclonedx.org/schema/bom/1.6'>"
            + "<a>".repeat(5_000)
            + "</a>".repeat(5_000)
            + "</bom>";
    String many =
        "{\"bomFormat\": \"CycloneDX\", \"components\": ["
            + "{\"type\": \"library\"},".repeat(SbomContent.MAX_COMPONENTS)
            + "{\"type\": \"library\"}]}";

    assertThatThrownBy(() -> SbomFile.read(bytes(deep))).hasMessageContaining("depth");
    assertThatThrownBy(() -> SbomFile.read(bytes(deepXml))).hasMessageContaining("deep");
    assertThatThrownBy(() -> SbomFile.read(bytes(many))).hasMessageContaining("components");
    assertThatThrownBy(() -> SbomFile.read(new byte[SbomFile.MAX_BYTES + 1]))
        .isInstanceOf(MalformedSbom.class)
        .hasMessageContaining("larger");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"syft.json", "syft.cdx.json", "syft.cdx.xml", "syft.spdx.json", "syft.spdx"})
  void aBrokenDocumentIsSaidToBeBrokenAndNothingElse(String file) throws Exception {
    byte[] whole = fixture(file);
    for (int cut = 0; cut < whole.length; cut += 97) {
      byte[] shorter = Arrays.copyOf(whole, cut);
      byte[] changed = whole.clone();
      changed[cut] = (byte) (changed[cut] ^ 0x15);
      for (byte[] document : new byte[][] {shorter, changed}) {
        try {
          assertThat(SbomFile.read(document).inventory().notes()).isNotEmpty();
        } catch (MalformedSbom e) {
          assertThat(e).hasMessageMatching("(?s).+");
        }
      }
    }
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
