package io.registrysidecar.inventory.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which component needs which, as bills of materials of each format say. */
class SbomRelationsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
          {"type": "library", "bom-ref": "1", "name": "a", "purl": "pkg:npm/a@1"},
          {"type": "library", "bom-ref": "2", "name": "b", "purl": "pkg:npm/b@2"}],
         "dependencies": [{"ref": "1", "dependsOn": ["2", "1", "gone"]}, {"ref": "gone", "dependsOn": ["2"]}, 7]}
        """,
        """
        <bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components>
          <component type="library" bom-ref="1"><name>a</name><purl>pkg:npm/a@1</purl></component>
          <component type="library" bom-ref="2"><name>b</name><purl>pkg:npm/b@2</purl></component>
        </components><dependencies>
          <dependency ref="1"><dependency ref="2"/><dependency ref="gone"/></dependency>
          <dependency ref="2"/>
        </dependencies></bom>
        """,
        """
        {"spdxVersion": "SPDX-2.3", "packages": [
          {"SPDXID": "SPDXRef-1", "name": "a", "externalRefs": [{"referenceType": "purl", "referenceLocator": "pkg:npm/a@1"}]},
          {"SPDXID": "SPDXRef-2", "name": "b", "externalRefs": [{"referenceType": "purl", "referenceLocator": "pkg:npm/b@2"}]}],
         "relationships": [
          {"spdxElementId": "SPDXRef-2", "relationshipType": "DEPENDENCY_OF", "relatedSpdxElement": "SPDXRef-1"}]}
        """,
        """
        SPDXVersion: SPDX-2.3

        PackageName: a
        SPDXID: SPDXRef-1
        ExternalRef: PACKAGE-MANAGER purl pkg:npm/a@1

        PackageName: b
        SPDXID: SPDXRef-2
        ExternalRef: PACKAGE-MANAGER purl pkg:npm/b@2

        Relationship: SPDXRef-1 DEPENDS_ON SPDXRef-2
        """,
        """
        {"artifacts": [
          {"id": "1", "name": "a", "version": "1", "purl": "pkg:npm/a@1"},
          {"id": "2", "name": "b", "version": "2", "purl": "pkg:npm/b@2"}],
         "artifactRelationships": [{"parent": "2", "child": "1", "type": "dependency-of"}],
         "schema": {"version": "16.0.0", "url": "https://example.com/schema.json"},
         "descriptor": {"name": "syft"}}
        """,
      })
  void whatNeedsWhatIsTakenOver(String document) throws Exception {
    assertThat(SbomFile.read(bytes(document)).inventory().dependencies())
        .isEqualTo(Map.of("pkg:npm/a@1", List.of("pkg:npm/b@2")));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
