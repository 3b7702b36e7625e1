package io.registrysidecar.advisory.cvss;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The metrics of one vector, each at most once and each with a value that its version knows.
 *
 * @param values metric to value
 */
record Metrics(Map<String, String> values) {

  /**
   * Reads {@code AV:N/AC:L/…}.
   *
   * @param required metrics that must be there
   * @param allowed every metric with its values
   */
  static Optional<Metrics> parse(
      String text, List<String> required, Map<String, List<String>> allowed) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String metric : text.split("/", -1)) {
      int colon = metric.indexOf(':');
      if (colon < 0) {
        return Optional.empty();
      }
      String name = metric.substring(0, colon);
      String value = metric.substring(colon + 1);
      if (!allowed.getOrDefault(name, List.of()).contains(value)
          || values.put(name, value) != null) {
        return Optional.empty();
      }
    }
    return values.keySet().containsAll(required)
        ? Optional.of(new Metrics(Map.copyOf(values)))
        : Optional.empty();
  }

  /** The value of a metric, or {@code fallback} when the vector does not have it. */
  String get(String metric, String fallback) {
    return values.getOrDefault(metric, fallback);
  }

  /** The value of a metric that the vector must have. */
  String get(String metric) {
    return get(metric, "");
  }

  /** A table of allowed values from lines such as {@code AV N A L P}. */
  static Map<String, List<String>> table(String lines) {
    Map<String, List<String>> table = new LinkedHashMap<>();
    lines
        .lines()
        .map(line -> List.of(line.strip().split(" ")))
        .forEach(words -> table.put(words.getFirst(), words.subList(1, words.size())));
    return Map.copyOf(table);
  }
}
