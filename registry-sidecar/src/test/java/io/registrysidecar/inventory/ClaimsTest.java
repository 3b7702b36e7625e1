package io.registrysidecar.inventory;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Contents.npm;
import static io.registrysidecar.testing.Contents.program;
import static io.registrysidecar.testing.Evidence.resource;
import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.testing.Evidence;
import io.registrysidecar.testing.LayerContent;
import io.registrysidecar.testing.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What lock files and bills of materials in an image are worth beside what is found there. */
class ClaimsTest {

  private static final LayerContent LOCK =
      file(
          "srv/Cargo.lock",
          """
          [[package]]
          name = "openssl"
          version = "0.10.0"
          source = "registry"
          """);

  private static final LayerContent BILL =
      file(
          "usr/share/sbom/app.cdx.json",
          """
          {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
            {"type": "library", "name": "lodash", "purl": "pkg:npm/lodash@4.17.20"},
            {"type": "library", "name": "zlib", "purl": "pkg:generic/zlib@1.2.11"}]}
          """);

  @Test
  void aLockFileIsBelievedWhereNothingElseSpeaks() {
    Inventory inventory = inventory(LOCK, npm("lodash", "4.17.20"));

    assertThat(purls(inventory))
        .containsExactly("pkg:cargo/openssl@0.10.0", "pkg:npm/lodash@4.17.20");
    assertThat(inventory.notes()).extracting(CoverageNote::code).contains("lock-file-believed");
  }

  @Test
  void whatCargoInstalledDoesNotSpeakForWhatItWasBuiltWith() {
    assertThat(
            purls(
                inventory(
                    LOCK,
                    file("usr/local/.crates2.json", resource("/inventory/cargo/crates2.json")))))
        .containsExactly("pkg:cargo/hexyl@0.14.0", "pkg:cargo/openssl@0.10.0");
  }

  @Test
  void aLockFileIsPassedOverWhereAProgramTellsWhatIsInIt() {
    Sample rust = sample("usr/bin/rust");
    Inventory inventory = inventory(LOCK, program(rust.path(), rust.bytes()));

    assertThat(purls(inventory))
        .containsExactly(
            "pkg:cargo/fixture@0.3.0", "pkg:cargo/itoa@1.0.9", "pkg:cargo/smallvec@1.6.0");
    assertThat(inventory.notes())
        .extracting(CoverageNote::code)
        .doesNotContain("lock-file-believed");
  }

  @Test
  void aBillOfMaterialsIsComparedWithWhatIsFound() {
    Inventory inventory = inventory(BILL, npm("lodash", "4.17.20"));

    assertThat(purls(inventory))
        .containsExactly("pkg:generic/zlib@1.2.11", "pkg:npm/lodash@4.17.20");
    assertThat(inventory.components().getLast().paths())
        .containsExactly("app/node_modules/lodash/package.json");
    assertThat(inventory.notes())
        .filteredOn(note -> note.code().equals("sbom-embedded"))
        .singleElement()
        .satisfies(note -> {
          assertThat(note.path()).isEqualTo("usr/share/sbom/app.cdx.json");
          assertThat(note.message())
              .isEqualTo(
                  "of 2 packages in this bill of materials, 1 were found in the image itself; the"
                      + " other 1 were believed");
        });
  }

  @Test
  void aPythonDistributionTellsWhatItWasBuiltOf() {
    String sboms = "app/lib/python3.11/site-packages/cryptography-50.0.2.dist-info/sboms/";
    byte[] bill = resource("/inventory/sbom/cryptography-rust.cyclonedx.json");

    assertThat(purls(inventory(file(sboms + "any-name", bill))))
        .containsExactly(
            "pkg:cargo/asn1@0.24.1",
            "pkg:cargo/cryptography-x509@0.50.2",
            "pkg:cargo/openssl@0.10.81");
    assertThat(purls(inventory(file("srv/a.cyclonedx.json", bill)))).hasSize(3);
    assertThat(inventory(file("srv/any-name", bill)).components()).isEmpty();
  }

  @Test
  void namesOfPythonAreComparedAsTheyAreNormalized() {
    assertThat(
            purls(
                inventory(
                    file(
                        "a/CacheControl-0.14.4.dist-info/METADATA",
                        "Name: CacheControl\nVersion: 0.14.4\n"),
                    file(
                        "a/a.cdx.json",
                        """
                        {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
                          {"type": "library", "name": "cachecontrol",
                           "purl": "pkg:pypi/cachecontrol@0.14.4"}]}
                        """))))
        .containsExactly("pkg:pypi/cachecontrol@0.14.4");
  }

  @Test
  void whatPipCarriesIsToldByItsListAlone() {
    assertThat(
            inventory(
                    file(
                        "a/pip/_vendor/bom.cdx.json",
                        """
                        {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
                          {"type": "library", "name": "setuptools",
                           "purl": "pkg:pypi/setuptools@70.3.0"}]}
                        """))
                .components())
        .isEmpty();
  }

  @Test
  void whatIsOnlyCalledLikeABillIsSaidToBeUnread() {
    assertThat(inventory(file("srv/bom.json", "{}")).notes())
        .extracting(CoverageNote::code)
        .contains("sbom-unread");
  }

  @Test
  void assembliesAreBelievedWhereNoPackagesAreTold() {
    Sample assembly = sample("app/Python.Runtime.dll");
    Inventory alone = inventory(file(assembly.path(), assembly.bytes()));
    Inventory told =
        inventory(
            file(assembly.path(), assembly.bytes()),
            file("app/a.deps.json", "{\"libraries\": {\"A/1.0.0\": {\"type\": \"package\"}}}"));

    assertThat(purls(alone)).containsExactly("pkg:nuget/Python.Runtime@3.2.1");
    assertThat(alone.notes()).extracting(CoverageNote::code).contains("assemblies-believed");
    assertThat(purls(told)).containsExactly("pkg:nuget/A@1.0.0");
    assertThat(told.notes()).extracting(CoverageNote::code).doesNotContain("assemblies-believed");
  }

  private static Sample sample(String path) {
    return Sample.all().stream().filter(each -> each.path().equals(path)).findFirst().orElseThrow();
  }

  private static Inventory inventory(LayerContent... contents) {
    return Squash.squash(
        List.of(Evidence.of(Detectors.all(), image().layer(contents).build()).layer()));
  }

  private static List<String> purls(Inventory inventory) {
    return inventory.components().stream().map(Component::purl).toList();
  }
}
