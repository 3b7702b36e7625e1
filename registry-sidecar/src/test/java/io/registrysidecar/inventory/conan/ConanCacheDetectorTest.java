package io.registrysidecar.inventory.conan;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Evidence.resource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.AboutPackage;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.testing.Evidence;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConanCacheDetectorTest {

  private static final String DATABASE = "root/.conan2/p/cache.sqlite3";

  @Test
  void whatWasBuiltIsInstalledAndARecipeIsNot() {
    Evidence evidence = read(DATABASE, resource("/inventory/conan/cache.sqlite3"));

    assertThat(evidence.facts())
        .as("tinyb for two users, and of tinyc nothing but the recipe")
        .containsExactlyInAnyOrder(
            PackageFact.of("conan", null, "tinya", "1.2.3"),
            PackageFact.of("conan", null, "tinyb", "0.4"));
    assertThat(evidence.notes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"p/cache.sqlite3", "opt/conan/p/cache.sqlite3"})
  void theCacheMayBeAnywhere(String path) {
    assertThat(read(path, resource("/inventory/conan/cache.sqlite3")).facts()).hasSize(2);
  }

  @Test
  void aRecipeTellsLicences() {
    assertThat(about(new String(resource("/inventory/conan/tinyb.conanfile.py"), UTF_8)))
        .containsExactly(AboutPackage.licensed("conan", "tinyb", List.of("MIT", "Apache-2.0")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "license = 'Zlib'|Zlib",
        "license = \"BSD-3-Clause\"  # see \"LICENSE\"|BSD-3-Clause",
        "license = [\"MIT\"]|MIT",
      })
  void licencesAreTextsOfAnAttribute(String attribute, String expected) {
    assertThat(about("class A(ConanFile):\n    name = \"a\"\n    " + attribute + "\n"))
        .containsExactly(AboutPackage.licensed("conan", "a", List.of(expected)));
  }

  @Test
  void whatIsComputedIsNotKnown() {
    assertThat(about("class A(ConanFile):\n    name = NAME\n    license = \"MIT\"\n")).isEmpty();
    assertThat(about("class A(ConanFile):\n    name = \"a\"\n    license = licence()\n")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 15, 99, 4096})
  void aDatabaseThatIsCutOffIsBroken(int length) {
    byte[] cut = Arrays.copyOf(resource("/inventory/conan/cache.sqlite3"), length);

    assertThat(read(DATABASE, cut).codes()).containsExactly("evidence-malformed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"root/cache.sqlite3", "root/xp/cache.sqlite3", "src/conanfile.py"})
  void whatIsElsewhereIsSomethingElse(String path) {
    assertThat(read(path, new byte[0]).files()).isEmpty();
  }

  private static List<AboutPackage> about(String recipe) {
    return Evidence.of(
            new ConanCacheDetector(),
            file("root/.conan2/p/tinyb2aa3dd3a44aeb/e/conanfile.py", recipe))
        .files()
        .stream()
        .flatMap(each -> each.about().stream())
        .toList();
  }

  private static Evidence read(String path, byte[] content) {
    return Evidence.of(new ConanCacheDetector(), file(path, content));
  }
}
