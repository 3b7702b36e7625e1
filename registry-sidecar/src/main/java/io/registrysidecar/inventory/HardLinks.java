package io.registrysidecar.inventory;

import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.oci.Digest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Hard links at paths that detectors want, to files that they did not want under their first name.
 * In a tar stream the content stands at the first name, and has passed when the link is met.
 */
final class HardLinks {

  private static final int MOST = 100_000;
  private static final int MOST_CHARACTERS = 16 << 20;
  private static final int MOST_NOTES = 20;

  private final Map<String, Map<TarPath, List<DetectorRun>>> byTarget = new TreeMap<>();
  private final Map<TarPath, String> targets = new HashMap<>();
  private int count;
  private long characters;

  /** Remembers that {@code run} wants what {@code target} holds, under the path {@code link}. */
  void add(TarPath link, String target, DetectorRun run) {
    count++;
    characters += link.value().length() + target.length();
    if (!isOverfull()) {
      targets.put(link, target);
      byTarget
          .computeIfAbsent(target, key -> new LinkedHashMap<>())
          .computeIfAbsent(link, key -> new ArrayList<>())
          .add(run);
    }
  }

  /** Something else stands at {@code path} now. */
  void forget(TarPath path) {
    String target = targets.remove(path);
    if (target != null) {
      byTarget.computeIfPresent(
          target,
          (key, links) -> {
            links.remove(path);
            return links.isEmpty() ? null : links;
          });
    }
  }

  /** Those whose target is in the layer, by target. */
  Map<String, List<Link>> within(LayerShape shape) {
    Map<String, List<Link>> within = new TreeMap<>();
    byTarget.forEach((target, links) -> {
      if (shape.has(target)) {
        List<Link> all = new ArrayList<>();
        links.forEach((path, runs) -> runs.forEach(run -> all.add(new Link(path, run))));
        within.put(target, all);
      }
    });
    return within;
  }

  /** Says of the others that their content was not found. */
  List<CoverageNote> notes(LayerShape shape, Digest layer) {
    List<CoverageNote> notes = new ArrayList<>();
    byTarget.entrySet().stream()
        .filter(links -> !shape.has(links.getKey()))
        .flatMap(links -> links.getValue().keySet().stream())
        .limit(MOST_NOTES)
        .map(path ->
            new CoverageNote(
                "hard-link-dangling",
                "it is a hard link to a file that the layer does not have",
                layer,
                path.value()))
        .forEach(notes::add);
    if (isOverfull()) {
      notes.add(
          new CoverageNote(
              "hard-link-limit",
              "it has more than "
                  + MOST
                  + " hard links to files that would be read under their name only; not all were"
                  + " read",
              layer,
              null));
    }
    return notes;
  }

  private boolean isOverfull() {
    return count > MOST || characters > MOST_CHARACTERS;
  }

  /**
   * One link.
   *
   * @param path where it is
   * @param run who wants it
   */
  record Link(TarPath path, DetectorRun run) {}
}
