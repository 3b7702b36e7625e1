package io.registrysidecar.advisory.match;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every test that {@code docs/traps.md} names is there, and no trap is without one. */
final class TrapsPageTest {

  private static final Path PAGE = Path.of("../docs/traps.md");

  /** {@code Class}, {@code Class.method}, or {@code .method} of the class that was named last. */
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)?(?:\\.(\\w+))?`");

  @Test
  void everyTestThatThePageNamesExists() throws IOException {
    Map<String, String> sources = sources();
    List<String> missing = new ArrayList<>();
    for (String row : rows()) {
      String tests = cells(row).getLast();
      String last = "";
      for (Matcher test = TEST.matcher(tests); test.find(); ) {
        last = test.group(1) == null ? last : test.group(1);
        String source = sources.getOrDefault(last, "");
        if (source.isEmpty()
            || (test.group(2) != null && !source.contains("void " + test.group(2) + "("))) {
          missing.add(last + "." + test.group(2));
        }
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void everyTrapHasATest() throws IOException {
    List<List<String>> numbered =
        rows().stream().map(TrapsPageTest::cells).filter(cells -> cells.size() == 3).toList();

    assertThat(numbered)
        .extracting(List::getFirst)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 20).mapToObj(String::valueOf).toList());
    assertThat(numbered)
        .allSatisfy(cells -> assertThat(TEST.matcher(cells.getLast()).find()).isTrue());
  }

  private static List<String> rows() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .filter(line -> line.startsWith("| ") && !line.matches("\\| (#|what) \\|.*"))
        .toList();
  }

  private static List<String> cells(String row) {
    return Stream.of(row.split("\\|")).map(String::strip).filter(cell -> !cell.isEmpty()).toList();
  }

  private static Map<String, String> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .collect(
              toMap(
                  file -> file.getFileName().toString().replace(".java", ""),
                  TrapsPageTest::read,
                  (a, b) -> a + b));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
