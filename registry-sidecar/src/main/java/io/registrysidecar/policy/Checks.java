package io.registrysidecar.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The checks of a report, as far as rules need them: each has an {@code id} and a {@code status},
 * {@code passed} or {@code failed}; a {@code level} and {@code paths} may be there. Whatever else
 * stands there counts as not decided. Where a report has no checks, nobody has checked.
 */
record Checks(List<Map<String, Object>> all) {

  private static final String PASSED = "passed";
  private static final String FAILED = "failed";
  private static final String NOT_APPLICABLE = "not-applicable";

  /** Those of one level, or all. */
  List<Map<String, Object>> ofLevel(Optional<String> level) {
    return all.stream()
        .filter(check -> level.isEmpty() || level.get().equals(check.get("level")))
        .filter(check -> !NOT_APPLICABLE.equals(check.get("status")))
        .toList();
  }

  Optional<Map<String, Object>> named(String id) {
    return all.stream().filter(check -> id.equals(check.get("id"))).findFirst();
  }

  static boolean passed(Map<String, Object> check) {
    return PASSED.equals(check.get("status"));
  }

  static boolean failed(Map<String, Object> check) {
    return FAILED.equals(check.get("status"));
  }

  static String id(Map<String, Object> check) {
    return String.valueOf(check.get("id"));
  }

  /** The paths that a check names. */
  static List<String> paths(Map<String, Object> check) {
    return check.get("paths") instanceof List<?> paths
        ? paths.stream().map(String::valueOf).toList()
        : List.of();
  }
}
