package io.registrysidecar.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page for consumers says what the files say. */
class ReadmeTest {

  private final String readme;

  ReadmeTest() throws IOException {
    readme = Files.readString(Path.of("README.md"));
  }

  @Test
  void theAnnotationsShownAreThePublishedExample() {
    String shown = readme.substring(readme.indexOf("```json\n") + 8);

    assertThat(shown).startsWith(Published.exampleAnnotations("findings") + "```");
  }

  @Test
  void everyAnnotationIsExplained() {
    assertThat(AnnotationKeys.ALL).allSatisfy(key -> assertThat(readme).contains("`" + key + "`"));
  }

  @Test
  void everyArtifactTypeIsExplained() {
    assertThat(readme)
        .contains(
            List.of(MediaTypes.REPORT, MediaTypes.CYCLONEDX, MediaTypes.SARIF).stream()
                .map(type -> "| `" + type + "` |")
                .toList());
  }

  @Test
  void everyMemberOfTheReportIsListed() {
    String listing = readme.substring(readme.indexOf("schemaVersion  \"1\""));
    String members = listing.substring(0, listing.indexOf("```"));

    assertThat(Published.reportSchema().findValues("properties").stream())
        .flatMap(properties -> properties.properties().stream().map(e -> e.getKey()).toList())
        .allSatisfy(
            member -> assertThat(members).containsPattern("\\b" + Pattern.quote(member) + "\\b"));
  }
}
