package io.registrysidecar.inventory.packagist;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Evidence.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.Relations;
import io.registrysidecar.testing.Evidence;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComposerDetectorTest {

  private static final String PATH = "srv/vendor/composer/installed.json";

  @Test
  void whatComposer2InstalledIsRead() {
    Evidence evidence =
        Evidence.of(
            new ComposerDetector(),
            file(PATH, resource("/inventory/packagist/composer-2.installed.json")));

    assertThat(evidence.names())
        .containsExactly(
            "evenement/evenement v3.0.1",
            "fortawesome/font-awesome 6.2.1",
            "ipl/html v0.6.0",
            "ipl/i18n v0.2.0");
    assertThat(evidence.facts().get(1).licenses()).containsExactly("CC-BY-4.0", "OFL-1.1", "MIT");
    assertThat(evidence.notes()).isEmpty();
  }

  @Test
  void composer1WroteNothingButTheArray() {
    assertThat(
            read("""
            [{"name": "monolog/monolog", "version": "1.25.1", "license": "MIT",
              "require": {"name": "x", "version": "y"}}]
            """)
                .facts())
        .containsExactly(
            PackageFact.of("composer", "monolog", "monolog", "1.25.1").licensed(List.of("MIT")));
  }

  @Test
  void aPackageNeedsPackagesAndMayStandForOthers() {
    assertThat(
            read("""
            [{"name": "a/b", "version": "1",
              "require": {"php": ">=8.1", "ext-json": "*", "psr/log": "^3", "c/d": "^1"},
              "require-dev": {"e/f": "*"}, "provide": {"psr/log-implementation": "1.0"},
              "replace": {"a/old": "self.version"}}]
            """)
                .facts()
                .getFirst()
                .relations())
        .isEqualTo(
            new Relations(
                List.of(List.of("psr/log"), List.of("c/d")),
                List.of("psr/log-implementation", "a/old")));
  }

  @Test
  void aPackageThatIsNotNamedDoesNotHideOthers() {
    Evidence evidence =
        read("{\"packages\":[7,{\"name\":\"a/b\"},{\"name\":\"c/d\",\"version\":\"1\"}]}");

    assertThat(evidence.names()).containsExactly("c/d 1");
    assertThat(evidence.codes()).containsExactly("package-unnameable", "package-unnameable");
  }

  @Test
  void nothingInstalledIsNoDefect() {
    assertThat(read("{\"packages\":[],\"dev\":true}").notes()).isEmpty();
    assertThat(read("[]").notes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{}",
        "7",
        "null",
        "<html>",
        "{\"packages\":7}",
        "{\"packages\":{\"name\":\"a/b\",\"version\":\"1\"}}",
        "{\"packages\":[",
        "[{\"name\":\"a/b\",",
        "[{\"license\":[[[[",
      })
  void whatIsNoListOfPackagesIsBroken(String content) {
    assertThat(read(content).codes()).containsExactly("evidence-malformed");
  }

  @Test
  void depthIsBounded() {
    assertThat(read("[{\"license\":" + "[".repeat(100_000)).codes())
        .containsExactly("evidence-malformed");
    assertThat(read("[".repeat(100_000)).codes()).contains("evidence-malformed");
  }

  @Test
  void otherFilesOfThatNameAreNotRead() {
    assertThat(Evidence.of(new ComposerDetector(), file("srv/installed.json", "{")).codes())
        .isEmpty();
  }

  private static Evidence read(String json) {
    return Evidence.of(new ComposerDetector(), file(PATH, json));
  }
}
