package io.registrysidecar.advisory.db;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of the form {@code group:artifact} in a part of a table, by artifact. The table is
 * sorted by group, so that they are collected once, when somebody asks.
 */
final class ArtifactNames {

  private final Map<String, List<String>> byArtifact = new HashMap<>();

  private ArtifactNames() {}

  static ArtifactNames of(NameTable names, int first, int end) throws UnusableDatabase {
    ArtifactNames all = new ArtifactNames();
    for (int entry = first; entry < end; entry++) {
      String name = names.name(entry);
      int colon = name.lastIndexOf(':');
      if (colon > 0) {
        all.byArtifact
            .computeIfAbsent(name.substring(colon + 1), fresh -> new ArrayList<>(1))
            .add(name);
      }
    }
    return all;
  }

  List<String> of(String artifact) {
    return List.copyOf(byArtifact.getOrDefault(artifact, List.of()));
  }
}
