package io.registrysidecar.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationReferenceTest {

  private static final Path PAGE = Path.of("../docs/configuration.md");

  @Test
  void thePageIsWhatTheProgramDoes() throws Exception {
    assertThat(PAGE)
        .as(
            "write it again: registry-sidecar/bin/registry-sidecar serve --help-config >"
                + " docs/configuration.md")
        .hasContent(ConfigurationReference.markdown());
  }

  @Test
  void theExampleOfThePageIsAValidConfiguration(@TempDir Path directory) throws Exception {
    var example =
        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
            .matcher(ConfigurationReference.markdown())
            .results()
            .findFirst()
            .orElseThrow();
    Path file = Files.writeString(directory.resolve("sidecar.yaml"), example.group(1));

    Configuration configuration = new ConfigurationLoader(Map.of(), Map.of()).load(file);

    ServiceRules.check(configuration);
    assertThat(configuration.registries()).hasSize(1);
  }

  @Test
  void noTwoKeysShareANameOrAVariable() {
    assertThat(Keys.everything()).extracting(Key::name).doesNotHaveDuplicates();
    assertThat(RegistryKeys.ALL).extracting(Key::name).doesNotHaveDuplicates();
    assertThat(Stream.concat(Keys.everything().stream(), RegistryKeys.ALL.stream()))
        .extracting(Key::environment)
        .doesNotHaveDuplicates();
  }
}
