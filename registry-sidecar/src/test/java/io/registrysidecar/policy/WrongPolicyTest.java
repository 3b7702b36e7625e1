package io.registrysidecar.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file in {@code wrong} has one defect, and says at its end what the program answers. */
class WrongPolicyTest {

  static final Path CORPUS = Path.of("src/test/resources/io/registrysidecar/policy/wrong");
  private static final String SAYS = "# says: ";
  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void isRefusedWithLineColumnAndWhatToWrite(Path file) throws IOException {
    List<String> expected =
        Files.readAllLines(file).stream()
            .filter(line -> line.startsWith(SAYS))
            .map(line -> line.substring(SAYS.length()))
            .toList();

    var thrown = catchThrowableOfType(PolicyException.class, () -> PolicyFile.check(file, NOW));

    assertThat(thrown).isNotNull();
    assertThat(thrown.problems()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void anAliasBombCostsNothing() {
    StringBuilder bomb = new StringBuilder("version: 1\na0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a").append(i).append(": &a").append(i).append(" [*a").append(i - 1);
      bomb.append(", *a").append(i - 1).append("]\n");
    }

    assertThat(problems(bomb.toString())).anyMatch(problem -> problem.contains("aliases"));
  }

  @Test
  void deepNestingIsRefused() {
    assertThat(problems("version: 1\nrules: " + "[".repeat(20_000) + "]".repeat(20_000)))
        .isNotEmpty();
  }

  @Test
  void whatIsLargerThanAnyPolicyIsRefused() {
    assertThat(problems("version: 1\n" + "#".repeat(PolicyReader.LARGEST)))
        .containsExactly("p.yaml:1:1: the policy is larger than 1 MiB; check that this is one");
  }

  @Test
  void anExpressionThatIsTooLargeIsRefused() {
    String deep = "(".repeat(500) + "true" + ")".repeat(500);
    String large = "true && ".repeat(5_000) + "true";

    assertThat(problems(expression(deep))).hasSize(1);
    assertThat(problems(expression(large))).hasSize(1);
  }

  private static String expression(String cel) {
    return "version: 1\nrules: [{id: e, expression: {cel: \"" + cel + "\", message: m}}]";
  }

  private static List<String> problems(String yaml) {
    return catchThrowableOfType(PolicyException.class, () -> PolicyReader.read(yaml, "p.yaml", NOW))
        .problems();
  }
}
