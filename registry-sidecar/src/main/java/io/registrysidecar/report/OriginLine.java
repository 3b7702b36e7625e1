package io.registrysidecar.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an image came from, in one line, by the word of the most reliable source that says so.
 * Contradictions are named, not decided.
 */
final class OriginLine {

  private OriginLine() {}

  /** The line; empty where nothing is known. */
  static Optional<String> of(Map<String, Object> audit) {
    if (!(audit.get("built") instanceof List<?> claims)) {
      return Optional.empty();
    }
    for (Object each : claims) {
      if (each instanceof Map<?, ?> claim && !"heuristic".equals(claim.get("trust"))) {
        List<String> parts = parts(claim);
        if (!parts.isEmpty()) {
          return Optional.of(
              "Built "
                  + String.join(", ", parts)
                  + " ("
                  + claim.get("trust")
                  + ")"
                  + disputed(audit));
        }
      }
    }
    return Optional.empty();
  }

  private static List<String> parts(Map<?, ?> claim) {
    List<String> parts = new ArrayList<>();
    add(parts, "by ", text(claim, "builder"));
    String repository = text(claim, "repository");
    String commit = text(claim, "commit");
    if (repository != null) {
      parts.add("from " + repository + (commit == null ? "" : " at commit " + commit));
    } else {
      add(parts, "from commit ", commit);
    }
    if (claim.get("base") instanceof List<?> bases && !bases.isEmpty()) {
      List<String> names =
          bases.stream()
              .filter(Map.class::isInstance)
              .map(base -> text((Map<?, ?>) base, "uri"))
              .filter(name -> name != null)
              .limit(4)
              .toList();
      add(
          parts,
          names.size() == 1 ? "on " : "on one of ",
          names.isEmpty() ? null : String.join(" or ", names));
    }
    return parts;
  }

  private static String disputed(Map<String, Object> audit) {
    return audit.get("conflicts") instanceof List<?> facts && !facts.isEmpty()
        ? "; sources contradict each other about "
            + String.join(", ", facts.stream().map(String::valueOf).toList())
        : "";
  }

  private static void add(List<String> parts, String before, @Nullable String text) {
    if (text != null) {
      parts.add(before + text);
    }
  }

  private static @Nullable String text(Map<?, ?> claim, String member) {
    return claim.get(member) instanceof String text && !text.isEmpty() ? text : null;
  }
}
