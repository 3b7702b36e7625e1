package io.registrysidecar.inventory;

import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.oci.Digest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Hard links at paths that detectors want, to files that they did not want under their first name.
 * In a tar stream the content stands at the first name, and has passed when the link is met.
 */
final class HardLinks {

  private static final int MOST = 100_000;
  private static final int MOST_NOTES = 20;

  private final Map<String, List<Link>> byTarget = new TreeMap<>();
  private final Set<String> paths = new HashSet<>();
  private int count;

  /** Remembers that {@code run} wants what {@code target} holds, under the path {@code link}. */
  void add(TarPath link, String target, DetectorRun run) {
    if (count < MOST) {
      count++;
      paths.add(link.value());
      byTarget.computeIfAbsent(target, key -> new ArrayList<>()).add(new Link(link, run));
    }
  }

  /** Something else stands at {@code path} now. */
  void forget(TarPath path) {
    if (paths.remove(path.value())) {
      byTarget.values().forEach(links -> links.removeIf(link -> link.path.equals(path)));
      byTarget.values().removeIf(List::isEmpty);
    }
  }

  /** Those whose target is in the layer, by target. */
  Map<String, List<Link>> within(LayerShape shape) {
    Map<String, List<Link>> within = new TreeMap<>(byTarget);
    within.keySet().removeIf(target -> !shape.has(target));
    return within;
  }

  /** Says of the others that their content was not found. */
  List<CoverageNote> dangling(LayerShape shape, Digest layer) {
    return byTarget.entrySet().stream()
        .filter(links -> !shape.has(links.getKey()))
        .flatMap(links -> links.getValue().stream().map(Link::path))
        .distinct()
        .limit(MOST_NOTES)
        .map(path ->
            new CoverageNote(
                "hard-link-dangling",
                "it is a hard link to a file that the layer does not have",
                layer,
                path.value()))
        .toList();
  }

  /**
   * One link.
   *
   * @param path where it is
   * @param run who wants it
   */
  record Link(TarPath path, DetectorRun run) {}
}
