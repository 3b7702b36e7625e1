package io.registrysidecar;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The two tables of {@code docs/architecture.md}.
 *
 * @param mayUse room → the rooms it may use, as written: {@code oci}, {@code oci.*}
 * @param onlyIn package prefix of a library → the packages that may use it
 */
record ArchitectureTables(Map<String, List<String>> mayUse, Map<String, List<String>> onlyIn) {

  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  static ArchitectureTables read(Path document) throws IOException {
    List<String> lines = Files.readAllLines(document);
    return new ArchitectureTables(table(lines, "| room |"), table(lines, "| packages |"));
  }

  private static Map<String, List<String>> table(List<String> lines, String header) {
    return rows(lines, header)
        .map(row -> List.of(row.substring(1).split("\\|", -1)))
        .collect(
            toMap(
                cells -> codes(cells.getFirst()).getFirst(),
                cells -> codes(cells.get(cells.size() - 2)),
                (first, second) -> {
                  throw new IllegalArgumentException("two rows for one thing: " + second);
                },
                LinkedHashMap::new));
  }

  private static Stream<String> rows(List<String> lines, String header) {
    return lines.stream()
        .dropWhile(line -> !line.startsWith(header))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"));
  }

  private static List<String> codes(String cell) {
    return CODE.matcher(cell).results().map((MatchResult found) -> found.group(1)).toList();
  }
}
