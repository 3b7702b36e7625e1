package io.registrysidecar.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file in {@code wrong} has one defect, and says at its end what the program answers. */
class WrongConfigurationTest {

  private static final Path CORPUS = Path.of("src/test/resources/io/registrysidecar/config/wrong");
  private static final String SAYS = "# says: ";

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void stopsTheStartWithTheLineAndWhatToWrite(Path file) throws IOException {
    List<String> expected =
        Files.readAllLines(file).stream()
            .filter(line -> line.startsWith(SAYS))
            .map(line -> line.substring(SAYS.length()))
            .toList();

    var thrown =
        catchThrowableOfType(
            ConfigurationException.class,
            () -> new ConfigurationLoader(Map.of(), Map.of()).load(file));

    assertThat(expected).isNotEmpty();
    assertThat(thrown.problems()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void aMissingFileIsNamed() {
    var thrown =
        catchThrowableOfType(
            ConfigurationException.class,
            () -> new ConfigurationLoader(Map.of(), Map.of()).load(Path.of("nowhere.yaml")));

    assertThat(thrown.problems())
        .containsExactly(
            "cannot read the configuration file nowhere.yaml (there is no such file); check"
                + " --config and SIDECAR_CONFIG");
  }
}
